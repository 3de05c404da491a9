/** The whole way of an order: Aeron IPC, recorded log, engine and gate, venue channel, report, one order at a time. */
package io.portcullis.benchmarks.orders;
