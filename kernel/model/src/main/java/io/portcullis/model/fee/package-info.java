/** What trading costs in fees, by date: one table that the cost stack and the simulated venue both read. */
package io.portcullis.model.fee;
