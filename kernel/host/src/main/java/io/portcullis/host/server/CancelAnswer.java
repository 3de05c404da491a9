package io.portcullis.host.server;

/**
 * What became of a cancel request.
 *
 * @param orderId which order
 * @param state the order's state when the request was recorded
 * @param asOfPosition log position of the request
 */
public record CancelAnswer(String orderId, String state, long asOfPosition) {}
