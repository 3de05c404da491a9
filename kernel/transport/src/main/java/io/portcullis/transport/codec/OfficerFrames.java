package io.portcullis.transport.codec;

import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent.ApprovalAnswered;
import io.portcullis.model.event.EngineEvent.ApprovalRequested;
import io.portcullis.model.event.EngineEvent.LimitTightened;
import io.portcullis.model.event.EngineEvent.PackProposed;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.RequestId;
import io.portcullis.transport.sbe.ApprovalAnsweredDecoder;
import io.portcullis.transport.sbe.ApprovalAnsweredEncoder;
import io.portcullis.transport.sbe.ApprovalRequestedDecoder;
import io.portcullis.transport.sbe.ApprovalRequestedEncoder;
import io.portcullis.transport.sbe.LimitTightenedDecoder;
import io.portcullis.transport.sbe.LimitTightenedEncoder;
import io.portcullis.transport.sbe.PackProposedDecoder;
import io.portcullis.transport.sbe.PackProposedEncoder;

/** What risk officers do: tighten, put a pack forward, ask for a second person. */
final class OfficerFrames {
    private final ApprovalRequestedEncoder requestEncoder = new ApprovalRequestedEncoder();
    private final ApprovalRequestedDecoder requestDecoder = new ApprovalRequestedDecoder();
    private final ApprovalAnsweredEncoder answerEncoder = new ApprovalAnsweredEncoder();
    private final ApprovalAnsweredDecoder answerDecoder = new ApprovalAnsweredDecoder();

    private final LimitTightenedEncoder tightenedEncoder = new LimitTightenedEncoder();
    private final LimitTightenedDecoder tightenedDecoder = new LimitTightenedDecoder();
    private final PackProposedEncoder proposedEncoder = new PackProposedEncoder();
    private final PackProposedDecoder proposedDecoder = new PackProposedDecoder();

    void register(FrameKinds kinds) {
        kinds.on(PackProposed.class, PackProposedDecoder.TEMPLATE_ID, this::proposed, this::proposed)
                .on(LimitTightened.class, LimitTightenedDecoder.TEMPLATE_ID, this::tightened, this::tightened)
                .on(ApprovalRequested.class, ApprovalRequestedDecoder.TEMPLATE_ID, this::request, this::request)
                .on(ApprovalAnswered.class, ApprovalAnsweredDecoder.TEMPLATE_ID, this::answer, this::answer);
    }

    private int request(ApprovalRequested event, FrameWriter out) {
        ApprovalRequest request = event.request();
        ApprovalRequestedEncoder to = out.begin(requestEncoder)
                .engineTime(event.timeNanos())
                .made(request.madeNanos())
                .expires(request.expiresNanos());
        out.text(to, request.id());
        out.text(to, request.kind());
        out.text(to, request.subject());
        out.text(to, request.words());
        out.text(to, request.by());
        out.text(to, request.reason());
        return out.length(to);
    }

    private ApprovalRequested request(FrameReader in) throws MalformedFrameException {
        ApprovalRequestedDecoder from = in.begin(requestDecoder);
        RequestId id = RequestId.of(in.text(from));
        String kind = in.text(from);
        String subject = in.text(from);
        String words = in.text(from);
        String by = in.text(from);
        String reason = in.text(from);
        in.end(from);
        return new ApprovalRequested(
                from.engineTime(),
                new ApprovalRequest(id, kind, subject, words, by, reason, from.made(), from.expires()));
    }

    private int answer(ApprovalAnswered event, FrameWriter out) {
        ApprovalAnsweredEncoder to =
                out.begin(answerEncoder).engineTime(event.timeNanos()).approved(FrameWriter.flag(event.approved()));
        out.text(to, event.request());
        out.text(to, event.by());
        out.text(to, event.reason());
        return out.length(to);
    }

    private ApprovalAnswered answer(FrameReader in) throws MalformedFrameException {
        ApprovalAnsweredDecoder from = in.begin(answerDecoder);
        RequestId id = RequestId.of(in.text(from));
        String by = in.text(from);
        String reason = in.text(from);
        in.end(from);
        return new ApprovalAnswered(from.engineTime(), id, FrameReader.flag(from.approved()), by, reason);
    }

    private int proposed(PackProposed event, FrameWriter out) {
        PackProposedEncoder to = out.begin(proposedEncoder)
                .engineTime(event.timeNanos())
                .pack(event.pack().hex())
                .before(event.before().hex())
                .intent(EnumCodes.PACK_INTENT.encode(event.intent()));
        out.text(to, event.name());
        out.text(to, event.effect());
        out.text(to, event.by());
        out.text(to, event.reason());
        out.text(to, event.report());
        return out.length(to);
    }

    private PackProposed proposed(FrameReader in) throws MalformedFrameException {
        PackProposedDecoder from = in.begin(proposedDecoder);
        String name = in.text(from);
        String effect = in.text(from);
        String by = in.text(from);
        String reason = in.text(from);
        String report = in.text(from);
        in.end(from);
        return new PackProposed(
                from.engineTime(),
                new PackHash(from.pack()),
                name,
                new PackHash(from.before()),
                EnumCodes.PACK_INTENT.decode(from.intentRaw()),
                effect,
                by,
                reason,
                report);
    }

    private int tightened(LimitTightened event, FrameWriter out) {
        LimitTightenedEncoder to = out.begin(tightenedEncoder)
                .engineTime(event.timeNanos())
                .most(event.value())
                .until(event.untilNanos());
        out.text(to, event.limit());
        out.text(to, event.scope());
        out.text(to, event.by());
        out.text(to, event.reason());
        return out.length(to);
    }

    private LimitTightened tightened(FrameReader in) throws MalformedFrameException {
        LimitTightenedDecoder from = in.begin(tightenedDecoder);
        String limit = in.text(from);
        String scope = in.text(from);
        String by = in.text(from);
        String reason = in.text(from);
        in.end(from);
        return new LimitTightened(from.engineTime(), limit, scope, from.most(), from.until(), by, reason);
    }
}
