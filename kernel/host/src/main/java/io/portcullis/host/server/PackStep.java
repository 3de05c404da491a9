package io.portcullis.host.server;

import java.util.List;

/**
 * One step in the life of the rules, as the log has it.
 *
 * @param time engine time, an ISO instant
 * @param position log position
 * @param step what was done
 * @param pack the pack's name; empty where the log does not say it
 * @param hash the pack's hash
 * @param before hash of the pack that judged when it was put forward; empty otherwise
 * @param by who
 * @param reason why; empty where nobody was asked
 * @param effect what it does beside the pack before, in words; empty when nobody looked
 * @param request the request that waits for, or got, a second person; empty without one
 * @param report its check, and what it decides otherwise, in lines
 */
public record PackStep(
        String time,
        long position,
        Step step,
        String pack,
        String hash,
        String before,
        String by,
        String reason,
        String effect,
        String request,
        List<String> report) {
    /** Copies the report. */
    public PackStep {
        report = List.copyOf(report);
    }

    /** The steps that there are; those of a trial beside the pack that judges will stand between approval and activation. */
    public enum Step {
        /** Checked, tested, compared with the pack that judged, staged. */
        SUBMITTED,
        /** The same for a pack that judged before. */
        ROLLBACK_SUBMITTED,
        /** A second person is asked. */
        APPROVAL_REQUESTED,
        /** The second person said yes. */
        APPROVED,
        /** The second person said no, or the first one took it back. */
        REFUSED,
        /** It judges from there on. */
        ACTIVATED,
        /** A limit was lowered for a while, over whatever pack judges. */
        TIGHTENED,
        /** Its fast form was found to say something else than its rules: the rule engine alone judges by it. */
        FELL_BACK
    }
}
