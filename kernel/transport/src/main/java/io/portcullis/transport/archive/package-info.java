/** The default log: one recorded Aeron IPC stream, its files, and what a crash leaves of them. */
package io.portcullis.transport.archive;
