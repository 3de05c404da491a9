/**
 * What a JMX console sees: one standard MXBean per concern under {@code io.portcullis:type=...}, and the metrics. No remote
 * connector is opened here or anywhere.
 */
package io.portcullis.host.console;
