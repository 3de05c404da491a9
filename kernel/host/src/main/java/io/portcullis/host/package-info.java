/** The composition root: puts the rooms together and starts them. Knows everyone; nobody knows it. */
package io.portcullis.host;
