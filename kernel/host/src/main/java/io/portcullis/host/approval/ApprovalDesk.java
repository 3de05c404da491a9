package io.portcullis.host.approval;

import io.portcullis.host.server.ApprovalAnswer;
import io.portcullis.host.server.RequestsView;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.server.ServerRefusal.Kind;
import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes requests that need a second person, and the answers to them. What waits is in the log, so it waits across restarts. Thread-safe;
 * who may ask and who may answer is looked at by whoever lets a call in, that they are two people is looked at here.
 */
public final class ApprovalDesk {
    /** How long a request waits when its kind has no other opinion: a weekend is too long for a state of things to stay the same. */
    public static final Duration WAIT = Duration.ofHours(24);

    /** The longest reason. */
    public static final int REASON_CHARACTERS_MAX = 200;

    private static final int WAITING_MAX = 100;
    private static final int WORDS_CHARACTERS_MAX = 8_000;

    private final DeskLog log;
    private final Map<String, ApprovalKind> kinds = new ConcurrentHashMap<>();

    /** A desk over a running log. */
    public ApprovalDesk(DeskLog log) {
        this.log = log;
    }

    /** From now on requests of this kind can be made and approved. */
    public void takes(ApprovalKind kind) {
        if (kinds.putIfAbsent(kind.name(), kind) != null) {
            throw new IllegalStateException("two rooms carry out requests of kind " + kind.name());
        }
    }

    /**
     * Records a request.
     *
     * @param kind a kind that is {@linkplain #takes taken}
     * @param subject everything that its kind needs to carry it out
     * @param words the same for whoever has to decide; cut when it is very long
     * @param by who asks
     * @param reason why
     * @param wait how long it may be approved
     * @throws ServerRefusal INVALID without a reason, BUSY when too many wait
     */
    public synchronized ApprovalRequest ask(
            ApprovalKind kind, String subject, String words, String by, String reason, Duration wait) {
        requireKind(kind.name());
        requireReason(reason);
        if (waiting().size() >= WAITING_MAX) {
            throw new ServerRefusal(
                    Kind.BUSY, WAITING_MAX + " requests wait already, which is the most; answer some of them first");
        }
        long now = log.now();
        String shown = words.length() <= WORDS_CHARACTERS_MAX
                ? words
                : words.substring(0, WORDS_CHARACTERS_MAX) + " ... (there is more)";
        RequestId id = log.ask(engine -> engine.books().approvals().nextId());
        ApprovalRequest request =
                new ApprovalRequest(id, kind.name(), subject, shown, by, reason, now, now + wait.toNanos());
        log.append(new EngineEvent.ApprovalRequested(now, request));
        return request;
    }

    /** Refuses a reason that says nothing, or too much: what is done for no reason cannot be answered for. */
    public static void requireReason(String reason) {
        if (reason == null || reason.isBlank() || reason.length() > REASON_CHARACTERS_MAX) {
            throw new ServerRefusal(
                    Kind.INVALID, "a reason is needed, of 1 to " + REASON_CHARACTERS_MAX + " characters");
        }
    }

    private List<ApprovalRequest> waiting() {
        long now = log.now();
        return log.ask(engine -> engine.books().approvals().waiting(now));
    }

    /** What waits, in the order in which it was asked for. */
    public RequestsView view() {
        List<RequestsView.RequestView> rows =
                waiting().stream().map(ApprovalDesk::view).toList();
        return new RequestsView(rows, log.position());
    }

    private static RequestsView.RequestView view(ApprovalRequest request) {
        return new RequestsView.RequestView(
                request.id().value(),
                request.kind(),
                request.words(),
                request.by(),
                request.reason(),
                instant(request.madeNanos()),
                instant(request.expiresNanos()));
    }

    private static String instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }

    /**
     * Approves a request and has it carried out.
     *
     * @param by somebody else than who asked
     * @throws ServerRefusal NOT_FOUND when nothing of that name waits, FORBIDDEN when it is one's own, CONFLICT when things have changed
     */
    public synchronized ApprovalAnswer approve(RequestId id, String by) {
        ApprovalRequest request = require(id);
        if (request.by().equalsIgnoreCase(by)) {
            throw new ServerRefusal(
                    Kind.FORBIDDEN,
                    id + " was asked for by " + request.by() + "; it takes somebody else to approve it");
        }
        ApprovalKind kind = requireKind(request.kind());
        kind.recheck(request);
        log.append(new EngineEvent.ApprovalAnswered(log.now(), id, true, by, ""));
        String done = kind.carryOut(request, by);
        return new ApprovalAnswer(id.value(), "APPROVED", request.kind(), done, log.position());
    }

    /**
     * Refuses a request, or takes back one's own.
     *
     * @throws ServerRefusal NOT_FOUND when nothing of that name waits, INVALID without a reason
     */
    public synchronized ApprovalAnswer refuse(RequestId id, String by, String reason) {
        requireReason(reason);
        ApprovalRequest request = require(id);
        log.append(new EngineEvent.ApprovalAnswered(log.now(), id, false, by, reason));
        String done = request.by().equalsIgnoreCase(by) ? "taken back by " + by : "refused by " + by;
        log.ask(engine -> engine.timeNanos());
        return new ApprovalAnswer(id.value(), "REFUSED", request.kind(), done, log.position());
    }

    private ApprovalRequest require(RequestId id) {
        long now = log.now();
        return log.ask(engine -> engine.books().approvals().find(id, now))
                .orElseThrow(() -> new ServerRefusal(
                        Kind.NOT_FOUND,
                        "no request " + id + " waits: it was answered, its time is over, or there never was one;"
                                + " 'requests list' shows what waits"));
    }

    private ApprovalKind requireKind(String name) {
        ApprovalKind kind = kinds.get(name);
        if (kind == null) {
            throw new ServerRefusal(Kind.NOT_READY, "nobody here carries out requests of kind " + name);
        }
        return kind;
    }
}
