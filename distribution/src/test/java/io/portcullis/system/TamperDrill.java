package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Sessions.ReplayOptions;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.config.Home;
import io.portcullis.host.live.ReplaySession;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Price;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.system.ForgedFrames.Message;
import io.portcullis.testkit.CampaignLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The log of a run's first days, tampered with in five ways by somebody who knows more and more, and what {@code replay --verify} says
 * to it. The first days, because each of the twelve logs is replayed whole.
 */
final class TamperDrill {
    private static final String NAME = "tamper";
    private static final int TAIL = 10;
    private static final int FILLS = 200;

    private final Path root;
    private final Path folder;
    private final ForgedFrames log;
    private final int victim;
    private final Path anchors;
    /** All logs of the drill have one pack. */
    private final PackCompiler compiler = new PackCompiler();

    private int found;
    private int tried;

    TamperDrill(Path root, Path data, Path folder) throws IOException {
        this.root = root;
        this.folder = folder;
        Path days = folder.resolve("first-days");
        keepFirstDays(data, days);
        log = new ForgedFrames(days);
        victim = fillInTheMiddle();
        anchors = days.resolve("anchors");
    }

    /** All to the end of the day with so many fills, as if the run had ended there. */
    private static void keepFirstDays(Path data, Path days) throws IOException {
        ForgedFrames whole = new ForgedFrames(data);
        int fills = 0;
        int last = 0;
        while (fills < FILLS || !(whole.messages().get(last).event() instanceof EngineEvent.DayClosed)) {
            fills += fill(whole.messages().get(last++).event()) == null ? 0 : 1;
        }
        whole.write(whole.messages().subList(0, last + 1), days, true, true);
        EngineEvent.DayClosed day =
                (EngineEvent.DayClosed) whole.messages().get(last).event();
        long end = whole.messages().get(last).end();
        deleteIf(days.resolve("anchors"), name -> name.compareTo(day.date() + ".txt") > 0);
        deleteIf(days.resolve("snapshots"), name -> Long.parseLong(name.replace(".snapshot", "")) > end);
    }

    private static void deleteIf(Path folder, Predicate<String> named) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(file -> named.test(file.getFileName().toString()))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private int fillInTheMiddle() {
        for (int i = log.messages().size() / 2; ; i++) {
            if (fill(log.messages().get(i).event()) != null) {
                return i;
            }
        }
    }

    private static Fill fill(EngineEvent event) {
        boolean filled =
                event instanceof EngineEvent.VenueReported reported && reported.report() instanceof VenueReport.Filled;
        return filled ? ((VenueReport.Filled) ((EngineEvent.VenueReported) event).report()).fill() : null;
    }

    private enum Kind {
        EDITED,
        DELETED,
        INSERTED,
        REORDERED,
        TRUNCATED
    }

    /** A fill at another price, no fill, the fill twice, behind what followed on it, or no end. */
    private List<Message> forge(Kind kind) {
        List<Message> forged = new ArrayList<>(log.messages());
        Message was = forged.get(victim);
        switch (kind) {
            case EDITED -> forged.set(victim, was.saying(cheaper((EngineEvent.VenueReported) was.event())));
            case DELETED -> forged.remove(victim);
            case INSERTED -> forged.add(victim, was);
            case REORDERED -> {
                forged.remove(victim);
                forged.add(victim + 1, was);
            }
            case TRUNCATED ->
                forged.subList(forged.size() - TAIL, forged.size()).clear();
        }
        return forged;
    }

    private static EngineEvent cheaper(EngineEvent.VenueReported reported) {
        Fill was = ((VenueReport.Filled) reported.report()).fill();
        Price price = new Price(was.price().raw() - 1_000_000);
        return new EngineEvent.VenueReported(
                reported.timeNanos(),
                reported.venue(),
                new VenueReport.Filled(new Fill(
                        was.execId(),
                        was.orderId(),
                        was.instrument(),
                        was.side(),
                        was.quantity(),
                        price,
                        was.fee(),
                        was.eventTimeNanos())));
    }

    /** Where the chain breaks: for a copy that follows on its original, at the second of the two. */
    private long place(Kind kind) {
        List<Message> all = log.messages();
        return switch (kind) {
            case EDITED, DELETED, REORDERED -> all.get(victim).begin();
            case INSERTED -> all.get(victim).end();
            case TRUNCATED -> all.get(all.size() - TAIL - 1).end();
        };
    }

    void run(Installation installation) throws Exception {
        try (compiler) {
            untouched();
            for (Kind kind : Kind.values()) {
                byChain(kind);
                byWitnesses(kind);
            }
            cutToAnAnchor();
        }
        byCommand(installation);
        CampaignLog.record(NAME + ".found", 0, tried, found, found == tried);
        assertThat(found).isEqualTo(tried);
    }

    /** A forgery that changes nothing is no forgery, and the forger is proven right. */
    private void untouched() throws Exception {
        Path data = write("untouched", log.messages(), true, true);
        SessionResult result = verify(data, null);
        assertThat(result.code()).as("%s", result.summary()).isEqualTo(ExitCode.OK);
        assertThat((long) result.values().get("anchorsCompared")).isPositive();
        assertThat((long) result.values().get("snapshotsCompared")).isPositive();
    }

    /** Places and checksums are right, the chain over the records is not; of a truncated log the catalog knows the end. */
    private void byChain(Kind kind) throws Exception {
        boolean truncated = kind == Kind.TRUNCATED;
        Path data = write("chain-" + kind, forge(kind), truncated, !truncated);
        SessionResult result = verify(data, null);
        report(kind, "chain not made right", result);
        assertThat(result.values().get("firstPosition")).isEqualTo(place(kind));
    }

    /** The chain is right as well: what the engine comes to, the anchors and the snapshots tell. */
    private void byWitnesses(Kind kind) throws Exception {
        Path data = write("witness-" + kind, forge(kind), true, true);
        SessionResult result = verify(data, null);
        report(kind, "chain made right", result);
        assertThat((long) result.values().get("firstPosition")).isGreaterThanOrEqualTo(place(kind));
    }

    /** All that speaks of the end is taken away: only a copy that was kept elsewhere tells. */
    private void cutToAnAnchor() throws Exception {
        List<Message> cut = new ArrayList<>(log.messages());
        int last = lastDayEnd(cut, cut.size());
        int before = lastDayEnd(cut, last);
        cut.subList(before + 1, cut.size()).clear();
        long end = cut.get(before).end();
        Path data = write("to-an-anchor", cut, true, true);
        report(Kind.TRUNCATED, "to an anchor, later anchor and snapshots left", verify(data, null));
        try (var snapshots = Files.list(data.resolve("snapshots"))) {
            for (Path snapshot : snapshots.toList()) {
                Files.delete(snapshot);
            }
        }
        EngineEvent.DayClosed day =
                (EngineEvent.DayClosed) log.messages().get(last).event();
        Files.delete(data.resolve("anchors").resolve(day.date() + ".txt"));
        SessionResult alone = verify(data, null);
        assertThat(alone.code()).as("%s", alone.summary()).isEqualTo(ExitCode.OK);
        assertThat(alone.values().get("vouchedTo")).isEqualTo(end);
        assertThat(alone.values().get("position")).isEqualTo(end);
        SessionResult compared = verify(data, anchors);
        report(Kind.TRUNCATED, "to an anchor, nothing left, copies of the anchors", compared);
        assertThat(compared.values().get("firstPosition")).isEqualTo(end);
        assertThat(compared.values().get("first").toString()).contains("the end of the log is missing");
    }

    private static int lastDayEnd(List<Message> messages, int before) {
        int i = before - 1;
        while (!(messages.get(i).event() instanceof EngineEvent.DayClosed)) {
            i--;
        }
        return i;
    }

    private void byCommand(Installation installation) throws IOException {
        Path data = write("command", forge(Kind.EDITED), false, true);
        var replay = installation.run("replay", "--verify", "--data", data.toString());
        assertThat(replay.status()).as(replay.out() + replay.err()).isEqualTo(ExitCode.DIFFERENT.number());
        assertThat(replay.out()).contains("first difference: at position " + place(Kind.EDITED) + " ");
    }

    private Path write(String name, List<Message> forged, boolean relink, boolean closeAgain) throws IOException {
        Path data = folder.resolve(name.toLowerCase(Locale.ROOT));
        log.write(forged, data, relink, closeAgain);
        return data;
    }

    private SessionResult verify(Path data, Path copies) throws IOException {
        return new ReplaySession(new ReplayOptions(new Home(root, data), true, copies))
                .run(compiler, (fraction, text) -> {});
    }

    private void report(Kind kind, String how, SessionResult result) {
        tried++;
        found += result.code() == ExitCode.DIFFERENT ? 1 : 0;
        Report.line(
                NAME,
                "%s, %s: exit %d, %s",
                kind,
                how,
                result.code().number(),
                result.values().get("first"));
        assertThat(result.code()).as("%s, %s: %s", kind, how, result.summary()).isEqualTo(ExitCode.DIFFERENT);
    }
}
