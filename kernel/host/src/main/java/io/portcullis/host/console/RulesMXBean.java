package io.portcullis.host.console;

import io.portcullis.host.access.Needs;
import io.portcullis.host.access.Permission;
import java.util.Map;

/** {@code io.portcullis:type=Rules}. */
public interface RulesMXBean {
    /** Hash of the pack that judges. */
    String getActiveHash();

    /** Name and hash by state and number of rules. */
    Map<String, String> getPacks();

    /** The last file that could not be taken, with file and line. */
    String getLastError();

    /** Why an order was judged as it was, in a sentence; by the order's id, its sender's key or the decision's log position. */
    @Needs(Permission.VIEW)
    String explain(String decision);

    /** The same as JSON, with every rule, near miss and what would have passed. */
    @Needs(Permission.VIEW)
    String explainJson(String decision);

    /** So many of the last steps in the life of the rules, the newest first, as JSON. */
    @Needs(Permission.VIEW)
    String historyJson(String steps);

    /** Checks the pack in a folder, or one that the log has by its hash, compares and stages it; answers as JSON. */
    @Needs(Permission.ACTIVATE)
    String submit(String pack, String reason);

    /** The same, and makes it judge unless it takes two people. */
    @Needs(Permission.ACTIVATE)
    String activate(String pack, String reason);

    /** The same for the pack that judged before this one. */
    @Needs(Permission.ACTIVATE)
    String rollback(String reason);
}
