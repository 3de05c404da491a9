/** Step 1 of the walk: what comes in is checked at the edge, travels over the bus, and reaches the kernel in order. */
package io.portcullis.ingest;
