package io.portcullis.host.console;

import io.portcullis.host.access.Needs;
import io.portcullis.host.access.Permission;
import java.util.Map;

/** {@code io.portcullis:type=Requests}: what takes two people. */
public interface RequestsMXBean {
    /** What waits, by its name: who asks for what, why, and until when. */
    Map<String, String> getWaiting();

    /** Approves a request of somebody else and has it carried out; answers with what was done. */
    @Needs(Permission.APPROVE)
    String approve(String request);

    /** Refuses a request, or takes back one's own. */
    @Needs(Permission.REFUSE)
    void refuse(String request, String reason);
}
