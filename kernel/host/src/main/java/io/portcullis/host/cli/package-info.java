/**
 * The commands of bin/portcullis. A command that needs a running server finds it by data/server.json; one that runs a session
 * calls {@link io.portcullis.host.cli.Sessions}. Nothing here knows how a session works.
 */
package io.portcullis.host.cli;
