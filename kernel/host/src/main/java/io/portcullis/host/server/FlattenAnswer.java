package io.portcullis.host.server;

/**
 * How far a flatten has come.
 *
 * @param scope what is closed
 * @param request the request that a second person has to approve; empty when it was done
 * @param exits exits of flattens that work in the scope now
 * @param held positions in the scope that are not flat yet
 * @param uncovered those of them that no order closes whole: denied, without a price, or waiting for a cancel; flatten again
 * @param asOfPosition log position as of which all this is true
 */
public record FlattenAnswer(String scope, String request, long exits, long held, long uncovered, long asOfPosition) {}
