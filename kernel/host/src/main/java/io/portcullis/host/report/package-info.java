/** What a run looks like afterwards: a summary for machines and one page for people, self-contained, without a network. */
package io.portcullis.host.report;
