/** The command {@code evaluate}: what the agents' calls came to out of sample, on a data set, without engine, orders or fills. */
package io.portcullis.host.evaluation;
