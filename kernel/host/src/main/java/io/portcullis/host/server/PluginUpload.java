package io.portcullis.host.server;

/**
 * A plugin that somebody wants to have installed.
 *
 * @param fileName for messages
 * @param content the jar
 * @param signature what stands in its signature file; null when it has none
 * @param allowDowngrade whether it is wanted although a higher version was active, or the same one with other bytes
 * @param by who asks
 */
public record PluginUpload(String fileName, byte[] content, String signature, boolean allowDowngrade, String by) {}
