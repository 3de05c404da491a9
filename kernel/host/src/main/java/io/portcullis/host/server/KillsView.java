package io.portcullis.host.server;

import java.util.List;

/**
 * Everything that is shut now, and how far each kill has come.
 *
 * @param kills by scope; empty when trading is free
 * @param asOfPosition log position as of which all this is true
 */
public record KillsView(List<KillAnswer> kills, long asOfPosition) {
    /** Copies the kills. */
    public KillsView {
        kills = List.copyOf(kills);
    }
}
