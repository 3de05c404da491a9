/** What can be said of a pack without an order: units, gaps, overlaps, what an edit does. Whatever it claims of an edit, both gates have said. */
package io.portcullis.policy.analysis;
