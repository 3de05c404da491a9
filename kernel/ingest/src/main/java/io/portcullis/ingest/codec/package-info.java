/** The text form of market events, so that other systems can subscribe to them and deliver them. */
package io.portcullis.ingest.codec;
