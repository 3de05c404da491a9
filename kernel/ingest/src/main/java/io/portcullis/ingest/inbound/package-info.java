/** What routes bring in: taken apart line by line, checked, and only then given to the bus. */
package io.portcullis.ingest.inbound;
