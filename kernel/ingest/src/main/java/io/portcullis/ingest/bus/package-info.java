/** The event bus: market data inside the process, decisions and commands to and from other systems. */
package io.portcullis.ingest.bus;
