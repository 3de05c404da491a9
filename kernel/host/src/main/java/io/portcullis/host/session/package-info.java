/** The hosts of the one engine: back test, replay, demo and the live server. */
package io.portcullis.host.session;
