/** What a figure is, how it is timed, and where it is written. */
package io.portcullis.benchmarks.figure;
