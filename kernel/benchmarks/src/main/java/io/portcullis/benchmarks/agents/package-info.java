/** From the bus over the features to what the agents say. */
package io.portcullis.benchmarks.agents;
