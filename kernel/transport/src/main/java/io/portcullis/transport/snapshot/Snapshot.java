package io.portcullis.transport.snapshot;

/**
 * The engine's state after the event at a position of the log.
 *
 * @param position where the log stood; reading on from here gives the tail
 * @param engineVersion which engine wrote it; another one must not read it
 * @param state what its {@code StateWriter} wrote; never written to after construction
 */
public record Snapshot(long position, String engineVersion, byte[] state) {}
