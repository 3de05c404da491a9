/**
 * What a running server answers: the port behind HTTP, console and command line, its typed answers, and the files by which
 * others find the server and prove that they may ask.
 */
package io.portcullis.host.server;
