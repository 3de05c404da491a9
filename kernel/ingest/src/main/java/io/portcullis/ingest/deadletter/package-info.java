/** Where records end that nobody can use: counted, with their reason, never lost in silence. */
package io.portcullis.ingest.deadletter;
