/** One order stream through our gate, through bare Drools and through hand-written Java; the answers must be the same. */
package io.portcullis.benchmarks.gate;
