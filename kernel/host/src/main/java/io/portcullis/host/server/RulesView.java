package io.portcullis.host.server;

import java.util.List;

/**
 * The rule packs.
 *
 * @param activeHash the pack that judges
 * @param packs what is known, the active one first
 * @param lastError the last file that could not be taken, with file and line; empty when there is none
 * @param asOfPosition log position as of which all this is true
 */
public record RulesView(String activeHash, List<PackView> packs, String lastError, long asOfPosition) {
    /**
     * One pack.
     *
     * @param name its name
     * @param hash its hash
     * @param state ACTIVE, STAGED, DRAFT or RETIRED
     * @param rules how many rules
     */
    public record PackView(String name, String hash, String state, int rules) {}
}
