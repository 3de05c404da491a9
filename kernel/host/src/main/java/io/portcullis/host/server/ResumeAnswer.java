package io.portcullis.host.server;

/**
 * The state after a resume.
 *
 * @param scope what was lifted
 * @param state the scope's state now; another scope may still cover it
 * @param request the request that a second person has to approve before anything is lifted; empty when it was
 * @param asOfPosition log position of the command
 */
public record ResumeAnswer(String scope, String state, String request, long asOfPosition) {}
