package io.portcullis.host.live;

import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.approval.ApprovalKind;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.server.FlattenAnswer;
import io.portcullis.host.server.ResumeAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.gate.Scope;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What opens a scope again, and what closes everything in one: each takes two people. In profile {@code dev} one may be both, and it
 * is said loudly. Thread-safe.
 */
final class ScopeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ScopeDesk.class);

    private final KillDesk kills;
    private final ApprovalDesk desk;
    private final boolean twoPeople;
    private final ApprovalKind resume = new Resume();
    private final ApprovalKind flatten = new Flatten();

    ScopeDesk(KillDesk kills, ApprovalDesk desk, Profile profile) {
        this.kills = kills;
        this.desk = desk;
        this.twoPeople = profile == Profile.PROD;
        desk.takes(resume);
        desk.takes(flatten);
    }

    /** Lifts a scope's state, or asks for it. */
    ResumeAnswer resume(Scope scope, String by, String reason) {
        if (!twoPeople) {
            LOG.warn("profile dev: {} resumes {} alone; in prod somebody else has to approve it", by, scope);
            return kills.resume(scope, by);
        }
        Opening opening = new Opening(requireShut(scope), scope);
        ApprovalRequest request =
                desk.ask(resume, opening.subject(), kills.words(scope), by, reason, ApprovalDesk.WAIT);
        return new ResumeAnswer(
                scope.toString(), kills.state(scope).name(), request.id().value(), kills.position());
    }

    /** Where the log shut it. */
    private long requireShut(Scope scope) {
        return kills.shutAt(scope)
                .orElseThrow(() ->
                        new ServerRefusal(ServerRefusal.Kind.CONFLICT, scope + " is not shut; 'kills' shows what is"));
    }

    /**
     * What a request to resume says: which scope, and which shutting of it, so that it cannot lift a later one.
     *
     * @param shutAt log position at which the scope was shut
     */
    private record Opening(long shutAt, Scope scope) {
        static Opening of(ApprovalRequest request) {
            String[] parts = request.subject().split(" ", 2);
            return new Opening(Long.parseLong(parts[0]), Scope.parse(parts[1]));
        }

        String subject() {
            return shutAt + " " + scope;
        }
    }

    /** Closes every position in a scope, or asks for it. */
    FlattenAnswer flatten(Scope scope, String by, String reason) {
        if (scope.kind() == Scope.Kind.AGENT || scope.kind() == Scope.Kind.HOST) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.INVALID,
                    "positions belong to no " + scope.kind().name().toLowerCase(Locale.ROOT)
                            + "; flatten takes global, venue:NAME, account:NAME, sector:NAME or instrument:NAME");
        }
        ApprovalDesk.requireReason(reason);
        if (!twoPeople) {
            LOG.warn("profile dev: {} flattens {} alone; in prod somebody else has to approve it", by, scope);
            return kills.flatten(scope, by, by, reason);
        }
        ApprovalRequest request =
                desk.ask(flatten, scope.toString(), kills.wordsOfFlatten(scope), by, reason, ApprovalDesk.WAIT);
        return kills.held(scope, request.id().value());
    }

    private final class Resume implements ApprovalKind {
        @Override
        public String name() {
            return "resume";
        }

        @Override
        public void recheck(ApprovalRequest request) {
            Opening opening = Opening.of(request);
            if (requireShut(opening.scope) != opening.shutAt) {
                throw new ServerRefusal(
                        ServerRefusal.Kind.CONFLICT,
                        opening.scope + " was shut anew since " + request.id()
                                + " was asked for; refuse it, look why ('kills'), and ask again");
            }
        }

        @Override
        public String carryOut(ApprovalRequest request, String approver) {
            Scope scope = Opening.of(request).scope;
            return scope + " is "
                    + kills.resume(scope, request.by() + "+" + approver).state();
        }
    }

    private final class Flatten implements ApprovalKind {
        @Override
        public String name() {
            return "flatten";
        }

        @Override
        public void recheck(ApprovalRequest request) {
            // whatever is held when it is approved is what is closed
        }

        @Override
        public String carryOut(ApprovalRequest request, String approver) {
            Scope scope = Scope.parse(request.subject());
            FlattenAnswer done = kills.flatten(scope, request.by(), approver, request.reason());
            return "flatten of " + scope + ": " + done.exits() + " exits work, " + done.held() + " positions are held, "
                    + done.uncovered() + " of them no order closes";
        }
    }
}
