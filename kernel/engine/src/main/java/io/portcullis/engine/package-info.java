/**
 * The deterministic core, steps 4 to 8 of the walk: a single-threaded state machine over the log's events. No wall clock, no
 * I/O, no randomness but a seeded generator in its state, no iteration over unordered maps.
 */
package io.portcullis.engine;
