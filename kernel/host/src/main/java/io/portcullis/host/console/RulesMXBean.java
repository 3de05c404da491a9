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

    /** Checks, stages and activates the pack in a folder. */
    @Needs(Permission.ACTIVATE)
    void activate(String folder);
}
