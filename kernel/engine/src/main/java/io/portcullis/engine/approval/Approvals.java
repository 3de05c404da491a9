package io.portcullis.engine.approval;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.RequestId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests that wait for a second person, as the log says. Engine thread only. */
public final class Approvals {
    private final Map<RequestId, ApprovalRequest> waiting = new LinkedHashMap<>();
    private long numbered;

    /** Somebody asked. Those whose time is over are forgotten here: it happens seldom, and by engine time, so a replay forgets alike. */
    public void on(EngineEvent.ApprovalRequested requested) {
        waiting.values().removeIf(each -> each.isOver(requested.timeNanos()));
        numbered++;
        waiting.put(requested.request().id(), requested.request());
    }

    /** Somebody answered. */
    public void on(EngineEvent.ApprovalAnswered answered) {
        waiting.remove(answered.request());
    }

    /** Those that can still be approved, in the order in which they came. */
    public List<ApprovalRequest> waiting(long nowNanos) {
        return waiting.values().stream().filter(each -> !each.isOver(nowNanos)).toList();
    }

    /** One of them. */
    public Optional<ApprovalRequest> find(RequestId id, long nowNanos) {
        return Optional.ofNullable(waiting.get(id)).filter(each -> !each.isOver(nowNanos));
    }

    /** The name that the next request has. */
    public RequestId nextId() {
        return RequestId.of("R" + (numbered + 1));
    }

    /** True when nobody ever asked for anything. */
    public boolean isUntouched() {
        return numbered == 0;
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putLong(numbered);
        out.putLong(waiting.size());
        for (ApprovalRequest each : waiting.values()) {
            out.putString(each.id().value());
            out.putString(each.kind());
            out.putString(each.subject());
            out.putString(each.words());
            out.putString(each.by());
            out.putString(each.reason());
            out.putLong(each.madeNanos());
            out.putLong(each.expiresNanos());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Approvals read(StateReader in) {
        Approvals result = new Approvals();
        result.numbered = in.getLong();
        for (long n = in.getLong(); n > 0; n--) {
            ApprovalRequest each = new ApprovalRequest(
                    RequestId.of(in.getString()),
                    in.getString(),
                    in.getString(),
                    in.getString(),
                    in.getString(),
                    in.getString(),
                    in.getLong(),
                    in.getLong());
            result.waiting.put(each.id(), each);
        }
        return result;
    }
}
