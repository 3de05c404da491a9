/** The assembled server, measured from outside: what it costs when it has nothing to do, how long it takes to come back. */
package io.portcullis.benchmarks.server;
