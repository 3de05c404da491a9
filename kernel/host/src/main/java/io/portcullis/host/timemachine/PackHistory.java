package io.portcullis.host.timemachine;

import io.portcullis.host.server.HistoryView;
import io.portcullis.host.server.PackStep;
import io.portcullis.host.server.PackStep.Step;
import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.RequestId;
import io.portcullis.transport.EventSource;
import io.portcullis.transport.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What became of the rules, and by whose word, read from the log alone. Reads beside a server that writes. */
public final class PackHistory {
    /** The kind of request that stands for a pack; its subject begins with the pack's hash. */
    public static final String REQUEST_KIND = "activate-pack";

    private final EventSource log;
    private final Runnable look;

    /**
     * Over a log.
     *
     * @param look called now and then; throws when it takes too long
     */
    public PackHistory(EventSource log, Runnable look) {
        this.log = log;
        this.look = look;
    }

    /** The last steps, the newest first. */
    public HistoryView last(int stepsMax) {
        long end = log.recordedPosition();
        List<RecordedEvent> events = new ArrayList<>();
        boolean whole = new BackwardRead(log, look).read(each -> isStep(each.event()), window -> {
            events.addAll(0, window);
            return knowsWhatWasAnswered(events) && steps(events).size() >= stepsMax;
        });
        List<PackStep> steps = steps(events);
        Collections.reverse(steps);
        boolean cut = steps.size() > stepsMax;
        return new HistoryView(cut ? steps.subList(0, stepsMax) : steps, whole && !cut, end);
    }

    /** False while a request lies before these events: whether the answer to it is about a pack cannot be told yet. */
    private static boolean knowsWhatWasAnswered(List<RecordedEvent> events) {
        Set<RequestId> asked = new HashSet<>();
        for (RecordedEvent each : events) {
            if (each.event() instanceof EngineEvent.ApprovalRequested requested) {
                asked.add(requested.request().id());
            } else if (each.event() instanceof EngineEvent.ApprovalAnswered answered
                    && !asked.contains(answered.request())) {
                return false;
            }
        }
        return true;
    }

    /** The pack that judged last before another one did; empty when there was none. */
    public Optional<PackHash> before(PackHash active) {
        PackHash[] found = new PackHash[1];
        new BackwardRead(log, look)
                .read(
                        each -> each.event() instanceof EngineEvent.PackActivated activated
                                && !activated.pack().equals(active),
                        window -> {
                            if (!window.isEmpty()) {
                                EngineEvent last = window.get(window.size() - 1).event();
                                found[0] = ((EngineEvent.PackActivated) last).pack();
                            }
                            return found[0] != null;
                        });
        return Optional.ofNullable(found[0]);
    }

    private static boolean isStep(EngineEvent event) {
        return event instanceof EngineEvent.PackProposed
                || event instanceof EngineEvent.PackActivated
                || event instanceof EngineEvent.PackFellBack
                || event instanceof EngineEvent.LimitTightened
                || event instanceof EngineEvent.ApprovalAnswered
                || event instanceof EngineEvent.ApprovalRequested;
    }

    /** Requests that are not about a pack, and the answers to them, are no steps. */
    private static List<PackStep> steps(List<RecordedEvent> events) {
        Map<RequestId, ApprovalRequest> requests = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<PackStep> steps = new ArrayList<>();
        for (RecordedEvent each : events) {
            if (each.event() instanceof EngineEvent.PackProposed proposed) {
                names.put(proposed.pack().hex(), proposed.name());
            } else if (each.event() instanceof EngineEvent.ApprovalRequested requested
                    && requested.request().kind().equals(REQUEST_KIND)) {
                requests.put(requested.request().id(), requested.request());
            }
            step(each, requests, names).ifPresent(steps::add);
        }
        return steps;
    }

    private static Optional<PackStep> step(
            RecordedEvent each, Map<RequestId, ApprovalRequest> requests, Map<String, String> names) {
        Row row = new Row(each, names);
        if (each.event() instanceof EngineEvent.PackProposed proposed) {
            return Optional.of(proposed(each, proposed));
        }
        if (each.event() instanceof EngineEvent.PackActivated activated) {
            return Optional.of(row.step(Step.ACTIVATED, activated.pack().hex(), activated.by(), "", ""));
        }
        if (each.event() instanceof EngineEvent.PackFellBack fell) {
            return Optional.of(row.step(Step.FELL_BACK, fell.pack().hex(), fell.by(), fell.reason(), ""));
        }
        if (each.event() instanceof EngineEvent.LimitTightened lowered) {
            String what = lowered.limit() + " of " + lowered.scope() + " at most " + lowered.value() + " until "
                    + Decimals.time(lowered.untilNanos()) + ": " + lowered.reason();
            return Optional.of(row.step(Step.TIGHTENED, "", lowered.by(), what, ""));
        }
        if (each.event() instanceof EngineEvent.ApprovalRequested requested) {
            return Optional.ofNullable(requests.get(requested.request().id()))
                    .map(request -> row.step(
                            Step.APPROVAL_REQUESTED,
                            hash(request),
                            request.by(),
                            request.reason(),
                            request.id().value()));
        }
        EngineEvent.ApprovalAnswered answered = (EngineEvent.ApprovalAnswered) each.event();
        return Optional.ofNullable(requests.get(answered.request()))
                .map(request -> row.step(
                        answered.approved() ? Step.APPROVED : Step.REFUSED,
                        hash(request),
                        answered.by(),
                        answered.reason(),
                        request.id().value()));
    }

    private static String hash(ApprovalRequest request) {
        return request.subject().split(" ", 2)[0];
    }

    private static PackStep proposed(RecordedEvent each, EngineEvent.PackProposed proposed) {
        Step step = switch (proposed.intent()) {
            case ACTIVATION -> Step.SUBMITTED;
            case ROLLBACK -> Step.ROLLBACK_SUBMITTED;
        };
        return new PackStep(
                Decimals.time(proposed.timeNanos()),
                each.position(),
                step,
                proposed.name(),
                proposed.pack().hex(),
                proposed.before().equals(PackHash.NONE) ? "" : proposed.before().hex(),
                proposed.by(),
                proposed.reason(),
                proposed.effect(),
                "",
                proposed.report().lines().toList());
    }

    /** A step that carries no report. */
    private record Row(RecordedEvent event, Map<String, String> names) {
        PackStep step(Step step, String hash, String by, String reason, String request) {
            return new PackStep(
                    Decimals.time(event.event().timeNanos()),
                    event.position(),
                    step,
                    names.getOrDefault(hash, ""),
                    hash,
                    "",
                    by,
                    reason,
                    "",
                    request,
                    List.of());
        }
    }
}
