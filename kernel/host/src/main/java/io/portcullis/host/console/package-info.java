/**
 * What a JMX console sees: one MXBean per concern under {@code io.portcullis:type=...}, and the metrics. An operation takes the
 * permission that its {@link io.portcullis.host.access.Needs} names and is audited, whichever way the call came. No remote
 * connector is opened here or anywhere: the way in is POST /jolokia.
 */
package io.portcullis.host.console;
