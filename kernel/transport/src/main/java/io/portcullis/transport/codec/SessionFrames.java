package io.portcullis.transport.codec;

import io.portcullis.model.event.EngineEvent.AgentQuarantined;
import io.portcullis.model.event.EngineEvent.ClockTick;
import io.portcullis.model.event.EngineEvent.DayClosed;
import io.portcullis.model.event.EngineEvent.PackActivated;
import io.portcullis.model.event.EngineEvent.PackFellBack;
import io.portcullis.model.event.EngineEvent.PackStaged;
import io.portcullis.model.event.EngineEvent.SessionStarted;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.transport.sbe.AgentQuarantinedDecoder;
import io.portcullis.transport.sbe.AgentQuarantinedEncoder;
import io.portcullis.transport.sbe.ClockTickDecoder;
import io.portcullis.transport.sbe.ClockTickEncoder;
import io.portcullis.transport.sbe.DayClosedDecoder;
import io.portcullis.transport.sbe.DayClosedEncoder;
import io.portcullis.transport.sbe.PackActivatedDecoder;
import io.portcullis.transport.sbe.PackActivatedEncoder;
import io.portcullis.transport.sbe.PackFellBackDecoder;
import io.portcullis.transport.sbe.PackFellBackEncoder;
import io.portcullis.transport.sbe.PackStagedDecoder;
import io.portcullis.transport.sbe.PackStagedEncoder;
import io.portcullis.transport.sbe.SessionStartedDecoder;
import io.portcullis.transport.sbe.SessionStartedEncoder;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What frames a session: its start, its clock, its packs and agents, its days. */
final class SessionFrames {
    private final SessionStartedEncoder sessionEncoder = new SessionStartedEncoder();
    private final SessionStartedDecoder sessionDecoder = new SessionStartedDecoder();
    private final ClockTickEncoder tickEncoder = new ClockTickEncoder();
    private final ClockTickDecoder tickDecoder = new ClockTickDecoder();
    private final PackStagedEncoder stagedEncoder = new PackStagedEncoder();
    private final PackStagedDecoder stagedDecoder = new PackStagedDecoder();
    private final PackActivatedEncoder activatedEncoder = new PackActivatedEncoder();
    private final PackActivatedDecoder activatedDecoder = new PackActivatedDecoder();
    private final PackFellBackEncoder fellBackEncoder = new PackFellBackEncoder();
    private final PackFellBackDecoder fellBackDecoder = new PackFellBackDecoder();
    private final AgentQuarantinedEncoder quarantineEncoder = new AgentQuarantinedEncoder();
    private final AgentQuarantinedDecoder quarantineDecoder = new AgentQuarantinedDecoder();
    private final DayClosedEncoder dayEncoder = new DayClosedEncoder();
    private final DayClosedDecoder dayDecoder = new DayClosedDecoder();

    void register(FrameKinds kinds) {
        kinds.on(SessionStarted.class, SessionStartedDecoder.TEMPLATE_ID, this::session, this::session)
                .on(ClockTick.class, ClockTickDecoder.TEMPLATE_ID, this::tick, this::tick)
                .on(PackStaged.class, PackStagedDecoder.TEMPLATE_ID, this::staged, this::staged)
                .on(PackActivated.class, PackActivatedDecoder.TEMPLATE_ID, this::activated, this::activated)
                .on(PackFellBack.class, PackFellBackDecoder.TEMPLATE_ID, this::fellBack, this::fellBack)
                .on(AgentQuarantined.class, AgentQuarantinedDecoder.TEMPLATE_ID, this::quarantine, this::quarantine)
                .on(DayClosed.class, DayClosedDecoder.TEMPLATE_ID, this::day, this::day);
    }

    private int session(SessionStarted event, FrameWriter out) {
        SessionStartedEncoder to = out.begin(sessionEncoder)
                .engineTime(event.timeNanos())
                .kind(EnumCodes.SESSION_KIND.encode(event.kind()));
        FrameWriter.amount(to.capital(), event.capital());
        var settings = to.settingsCount(FrameWriter.count(event.settings().size(), "settings"));
        for (Map.Entry<String, String> setting : event.settings().entrySet()) {
            settings.next();
            out.text(to, setting.getKey());
            out.text(to, setting.getValue());
        }
        out.text(to, event.sessionId());
        out.text(to, event.engineVersion());
        out.text(to, event.policyVersion());
        return out.length(to);
    }

    private SessionStarted session(FrameReader in) throws MalformedFrameException {
        SessionStartedDecoder from = in.begin(sessionDecoder);
        int count = in.group(from, SessionStartedDecoder.SettingsDecoder.sbeBlockLength(), "settings");
        var group = from.settings();
        TreeMap<String, String> settings = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            group.next();
            String key = in.text(from);
            settings.put(key, in.text(from));
        }
        String sessionId = in.text(from);
        String engineVersion = in.text(from);
        String policyVersion = in.text(from);
        in.end(from);
        return new SessionStarted(
                from.engineTime(),
                sessionId,
                EnumCodes.SESSION_KIND.decode(from.kindRaw()),
                engineVersion,
                policyVersion,
                FrameReader.amount(from.capital()),
                Collections.unmodifiableSortedMap(settings));
    }

    private int tick(ClockTick event, FrameWriter out) {
        return out.length(out.begin(tickEncoder)
                .engineTime(event.timeNanos())
                .phase(EnumCodes.PHASE.encode(event.phase()))
                .date(Math.toIntExact(event.date().toEpochDay())));
    }

    private ClockTick tick(FrameReader in) throws MalformedFrameException {
        ClockTickDecoder from = in.begin(tickDecoder);
        in.end(from);
        return new ClockTick(
                from.engineTime(), EnumCodes.PHASE.decode(from.phaseRaw()), LocalDate.ofEpochDay(from.date()));
    }

    private int staged(PackStaged event, FrameWriter out) {
        PackStagedEncoder to = out.begin(stagedEncoder)
                .engineTime(event.timeNanos())
                .pack(event.pack().hex())
                .chunk(event.chunk())
                .chunks(event.chunks());
        out.text(to, event.name());
        out.bytes(to, event.content());
        return out.length(to);
    }

    private PackStaged staged(FrameReader in) throws MalformedFrameException {
        PackStagedDecoder from = in.begin(stagedDecoder);
        String name = in.text(from);
        byte[] content = in.bytes(from);
        in.end(from);
        return new PackStaged(from.engineTime(), new PackHash(from.pack()), name, from.chunk(), from.chunks(), content);
    }

    private int activated(PackActivated event, FrameWriter out) {
        PackActivatedEncoder to = out.begin(activatedEncoder)
                .engineTime(event.timeNanos())
                .pack(event.pack().hex());
        out.text(to, event.by());
        return out.length(to);
    }

    private PackActivated activated(FrameReader in) throws MalformedFrameException {
        PackActivatedDecoder from = in.begin(activatedDecoder);
        String by = in.text(from);
        in.end(from);
        return new PackActivated(from.engineTime(), new PackHash(from.pack()), by);
    }

    private int fellBack(PackFellBack event, FrameWriter out) {
        PackFellBackEncoder to = out.begin(fellBackEncoder)
                .engineTime(event.timeNanos())
                .pack(event.pack().hex());
        out.text(to, event.by());
        out.text(to, event.reason());
        return out.length(to);
    }

    private PackFellBack fellBack(FrameReader in) throws MalformedFrameException {
        PackFellBackDecoder from = in.begin(fellBackDecoder);
        String by = in.text(from);
        String reason = in.text(from);
        in.end(from);
        return new PackFellBack(from.engineTime(), new PackHash(from.pack()), by, reason);
    }

    private int quarantine(AgentQuarantined event, FrameWriter out) {
        AgentQuarantinedEncoder to = out.begin(quarantineEncoder)
                .engineTime(event.timeNanos())
                .quarantined(FrameWriter.flag(event.quarantined()));
        out.text(to, event.agent());
        out.text(to, event.reason());
        return out.length(to);
    }

    private AgentQuarantined quarantine(FrameReader in) throws MalformedFrameException {
        AgentQuarantinedDecoder from = in.begin(quarantineDecoder);
        AgentId agent = AgentId.of(in.text(from));
        String reason = in.text(from);
        in.end(from);
        return new AgentQuarantined(from.engineTime(), agent, FrameReader.flag(from.quarantined()), reason);
    }

    private int day(DayClosed event, FrameWriter out) {
        DayClosedEncoder to = out.begin(dayEncoder)
                .engineTime(event.timeNanos())
                .date(Math.toIntExact(event.date().toEpochDay()))
                .decisions(event.decisions());
        FrameWriter.amount(to.equity(), event.equity());
        FrameWriter.amount(to.cash(), event.cash());
        FrameWriter.amount(to.gross(), event.gross());
        FrameWriter.amount(to.net(), event.net());
        out.text(to, event.chain());
        return out.length(to);
    }

    private DayClosed day(FrameReader in) throws MalformedFrameException {
        DayClosedDecoder from = in.begin(dayDecoder);
        String chain = in.text(from);
        in.end(from);
        return new DayClosed(
                from.engineTime(),
                LocalDate.ofEpochDay(from.date()),
                FrameReader.amount(from.equity()),
                FrameReader.amount(from.cash()),
                FrameReader.amount(from.gross()),
                FrameReader.amount(from.net()),
                from.decisions(),
                chain);
    }
}
