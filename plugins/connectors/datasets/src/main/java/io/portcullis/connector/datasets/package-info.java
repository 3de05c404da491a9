/** Reads the files that a data set descriptor names, as one stream of market events in the order they became known. */
package io.portcullis.connector.datasets;
