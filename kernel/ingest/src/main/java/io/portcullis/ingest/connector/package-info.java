/** Connectors at work: each stream on a thread of its own, published to the bus. */
package io.portcullis.ingest.connector;
