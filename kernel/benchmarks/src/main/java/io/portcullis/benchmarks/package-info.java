/** Figures as measured: each row with its configuration, and none whose answers were not checked. */
package io.portcullis.benchmarks;
