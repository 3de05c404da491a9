/**
 * Step 9 of the walk: the log projected into tables that answer questions about the past. Never on the order path; can be
 * thrown away and rebuilt from the log.
 */
package io.portcullis.store;
