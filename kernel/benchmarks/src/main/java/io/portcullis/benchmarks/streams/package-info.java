/** Windows and joins of step 2 in one thread, beside the answer worked out without them. */
package io.portcullis.benchmarks.streams;
