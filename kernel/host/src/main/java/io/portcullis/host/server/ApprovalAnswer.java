package io.portcullis.host.server;

/**
 * What became of a request.
 *
 * @param request which one
 * @param outcome APPROVED or REFUSED
 * @param kind what was asked for
 * @param done what was done, in words
 * @param asOfPosition log position as of which this is true
 */
public record ApprovalAnswer(String request, String outcome, String kind, String done, long asOfPosition) {}
