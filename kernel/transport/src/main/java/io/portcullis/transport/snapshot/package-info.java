/** The engine's state as bytes: in files that are whole or not there, and as the hash by which two runs are compared. */
package io.portcullis.transport.snapshot;
