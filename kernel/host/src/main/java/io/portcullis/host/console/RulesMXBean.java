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

    /** Checks, stages and activates the pack in a folder. */
    @Needs(Permission.ACTIVATE)
    void activate(String folder);
}
