/** Steps 4 to 6 in one thread: signals in, opportunities out, the gate for those that become orders. */
package io.portcullis.benchmarks.opportunities;
