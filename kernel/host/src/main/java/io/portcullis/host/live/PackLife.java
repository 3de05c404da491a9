package io.portcullis.host.live;

import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.approval.ApprovalKind;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.server.PackAnswer;
import io.portcullis.host.server.PackAnswer.Outcome;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.timemachine.PackHistory;
import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent.PackIntent;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.analysis.Direction;
import io.portcullis.policy.edit.PackDiff;
import io.portcullis.policy.gate.PackRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a pack comes to judge: checked and tested, compared with the pack that judges, staged, put forward in the log, activated. In
 * {@code prod} an edit that may loosen takes two people; one that only tightens, proven, takes one. A rollback is such an edit as well,
 * and the pack that judged before goes through everything again. Thread-safe.
 */
final class PackLife implements ApprovalKind {
    private final PackStage stage;
    private final ApprovalDesk desk;
    private final boolean twoPeople;

    PackLife(PackStage stage, ApprovalDesk desk, Profile profile) {
        this.stage = stage;
        this.desk = desk;
        this.twoPeople = profile == Profile.PROD;
        desk.takes(this);
    }

    /** Puts a pack forward; {@code go} makes it judge when one person may do that. */
    PackAnswer putForward(PackSource source, PackIntent intent, String by, String reason, boolean go) {
        ApprovalDesk.requireReason(reason);
        Proposal proposal = propose(source, intent, by, reason, go);
        // outside the stage's monitor: whoever approves holds the desk's first
        String request = proposal.outcome() == Outcome.WAITS ? request(proposal, by, reason) : "";
        return answer(proposal, request);
    }

    private Proposal propose(PackSource source, PackIntent intent, String by, String reason, boolean go) {
        synchronized (stage) {
            PackStage.Candidate candidate = stage.check(source);
            PackHash before = stage.activeHash();
            if (candidate.hash().equals(before)) {
                return new Proposal(Outcome.ACTIVE, candidate, before, Direction.SAME, candidate.report());
            }
            Optional<PackDiff> diff = diff(before, candidate);
            List<String> report = new ArrayList<>(candidate.report());
            diff.map(PackDiff::lines).ifPresent(report::addAll);
            Direction direction = diff.map(PackDiff::direction).orElse(Direction.TIGHTENS);
            stage.propose(candidate, before, intent, direction.name(), by, reason, report);
            boolean waits = twoPeople && !direction.neverLoosens();
            if (go && !waits) {
                stage.activate(candidate, by);
            }
            Outcome outcome = waits ? Outcome.WAITS : go ? Outcome.ACTIVE : Outcome.STAGED;
            return new Proposal(outcome, candidate, before, direction, report);
        }
    }

    /** A pack that was put forward. */
    private record Proposal(
            Outcome outcome,
            PackStage.Candidate candidate,
            PackHash before,
            Direction direction,
            List<String> report) {}

    private PackAnswer answer(Proposal proposal, String request) {
        return new PackAnswer(
                proposal.outcome(),
                proposal.candidate().name(),
                proposal.candidate().hash().hex(),
                proposal.direction().words(),
                proposal.report(),
                request,
                stage.activeHash().hex(),
                stage.position());
    }

    /** Where nothing judged, every order was refused: whatever comes can only be looser, and somebody has to begin. */
    private Optional<PackDiff> diff(PackHash before, PackStage.Candidate candidate) {
        if (before.equals(PackHash.NONE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PackDiff.of(stage.compiled(before), candidate.compiled()));
        } catch (PackRefusedException e) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.CONFLICT,
                    "the pack that judges, " + before + ", cannot be compared with: "
                            + e.findings().get(0));
        }
    }

    private String request(Proposal proposal, String by, String reason) {
        PackStage.Candidate candidate = proposal.candidate();
        String subject = candidate.hash() + " " + proposal.before() + " " + candidate.name();
        String words = candidate.name() + "\n" + String.join("\n", proposal.report());
        return desk.ask(this, subject, words, by, reason, ApprovalDesk.WAIT)
                .id()
                .value();
    }

    @Override
    public String name() {
        return PackHistory.REQUEST_KIND;
    }

    /** Everything is checked once more: another version of the server may run by now. */
    @Override
    public void recheck(ApprovalRequest request) {
        requireUnchanged(request);
        stage.check(stage.kept(Subject.of(request).pack()));
    }

    /** What the pack was compared with must still be what judges. */
    private void requireUnchanged(ApprovalRequest request) {
        PackHash active = stage.activeHash();
        PackHash before = Subject.of(request).before();
        if (!active.equals(before)) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.CONFLICT,
                    "pack " + active + " judges by now, and " + request.id() + " was compared with " + before
                            + "; refuse it, and submit the pack again");
        }
    }

    @Override
    public String carryOut(ApprovalRequest request, String approver) {
        synchronized (stage) {
            requireUnchanged(request);
            PackStage.Candidate candidate =
                    stage.check(stage.kept(Subject.of(request).pack()));
            stage.activate(candidate, approver);
            return "pack " + candidate.name() + " " + candidate.hash() + " judges from now on";
        }
    }

    /** What a request says beside its words. */
    private record Subject(PackHash pack, PackHash before) {
        static Subject of(ApprovalRequest request) {
            String[] parts = request.subject().split(" ", 3);
            return new Subject(new PackHash(parts[0]), new PackHash(parts[1]));
        }
    }
}
