/**
 * Evidence of a run that others can recompute from: plain csv files, FIFO round trips and performance figures, each a fold of
 * the log that needs no database and no memory that grows with the run.
 */
package io.portcullis.store.evidence;
