package io.portcullis.host.server;

/**
 * A sign of life was taken.
 *
 * @param scope what is killed when the next one does not come
 * @param seconds within which it has to come; 0 when none is promised any more
 */
public record HeartbeatAnswer(String scope, int seconds) {}
