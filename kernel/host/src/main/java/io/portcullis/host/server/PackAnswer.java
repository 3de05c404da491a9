package io.portcullis.host.server;

import java.util.List;

/**
 * What became of a pack that was put forward.
 *
 * @param outcome where it stands now
 * @param pack its name
 * @param hash its hash
 * @param effect what it does beside the pack that judged, in words
 * @param report its check, and what it decides otherwise, in lines
 * @param request the request that a second person has to approve; empty when none is needed
 * @param activeHash the pack that judges now
 * @param asOfPosition log position as of which all this is true
 */
public record PackAnswer(
        Outcome outcome,
        String pack,
        String hash,
        String effect,
        List<String> report,
        String request,
        String activeHash,
        long asOfPosition) {
    /** Copies the report. */
    public PackAnswer {
        report = List.copyOf(report);
    }

    /** Where a pack can stand; a trial beside the pack that judges will come between the first two and the last. */
    public enum Outcome {
        /** Checked and staged; whoever may activate it may do so alone. */
        STAGED,
        /** Checked and staged; somebody else has to approve it. */
        WAITS,
        /** It judges. */
        ACTIVE
    }
}
