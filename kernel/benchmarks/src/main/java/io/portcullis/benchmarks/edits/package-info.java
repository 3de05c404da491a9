/** What an officer waits for: packs that are checked, compared and compiled. */
package io.portcullis.benchmarks.edits;
