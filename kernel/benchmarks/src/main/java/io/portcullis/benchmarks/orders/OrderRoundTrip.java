package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.Pack;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.VenueReport;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.transport.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Order to report, closed loop: the next order leaves when the last one is filled and booked. The three threads (sender, core,
 * venue) yield and share the machine's processors.
 */
public final class OrderRoundTrip implements Measurement {
    private static final long SEED = 20_261_122;
    private static final int INSTRUMENTS = 50;
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long WARM_SECONDS_MAX = 8;
    private static final long TIMED_SECONDS_MAX = 12;

    private final Durability durability;
    private final int warmOrders;
    private final int timedOrders;
    private final Histogram recorded = new Histogram(NANOS_MAX, 3);
    private final Histogram decided = new Histogram(NANOS_MAX, 3);
    private final Histogram atVenue = new Histogram(NANOS_MAX, 3);
    private final Histogram reported = new Histogram(NANOS_MAX, 3);
    private final Histogram denied = new Histogram(NANOS_MAX, 3);
    private long passed;
    private long refused;

    private OrderRoundTrip(Durability durability, int warmOrders, int timedOrders) {
        this.durability = durability;
        this.warmOrders = warmOrders;
        this.timedOrders = timedOrders;
    }

    /** With a log that survives the process. */
    public static OrderRoundTrip process() {
        return new OrderRoundTrip(Durability.PROCESS, 30_000, 100_000);
    }

    /** With a log that survives a loss of power. */
    public static OrderRoundTrip power() {
        return new OrderRoundTrip(Durability.POWER, 2_000, 10_000);
    }

    @Override
    public String name() {
        return "orders-" + durabilityName();
    }

    private String durabilityName() {
        return durability.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        for (Histogram each : List.of(recorded, decided, atVenue, reported, denied)) {
            each.reset();
        }
        passed = 0;
        refused = 0;
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-data");
        try (PackCompiler compiler = new PackCompiler()) {
            compiler.submit(Pack.content()).get();
            Market market = new Market(INSTRUMENTS, SEED);
            OrderStream stream = new OrderStream(market, SEED);
            try (TradingNode node = new TradingNode(data, durability, compiler, market)) {
                node.open(market);
                run(node, stream, warmOrders, WARM_SECONDS_MAX, false);
                run(node, stream, timedOrders, TIMED_SECONDS_MAX, true);
                node.stop();
                audit(node, stream, market);
            }
        } finally {
            delete(data);
        }
        return figures(load1);
    }

    private void run(TradingNode node, OrderStream stream, int orders, long secondsMax, boolean timed)
            throws WrongAnswerException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
        for (int i = 0; i < orders && System.nanoTime() - deadline < 0; i++) {
            OrderStream.Question question = stream.next();
            long start = node.send(question.request());
            long end = System.nanoTime();
            check(question, node.decision());
            if (timed) {
                record(node.stamps(), start, end, question.passes());
            }
        }
    }

    private void record(Stamps stamps, long start, long end, boolean passes) {
        if (!passes) {
            denied.recordValue(end - start);
            return;
        }
        recorded.recordValue(stamps.recorded - start);
        decided.recordValue(stamps.decided - start);
        atVenue.recordValue(stamps.atVenue - start);
        reported.recordValue(end - start);
    }

    private void check(OrderStream.Question question, DecisionRecord decision) throws WrongAnswerException {
        List<String> rules =
                decision.decision().reasons().stream().map(Reason::label).toList();
        List<String> right = question.passes() ? List.of() : List.of(OrderStream.DENYING_RULE);
        boolean same = decision.key().equals(question.request().key().value());
        if (!same || decision.decision().passes() != question.passes() || !rules.equals(right)) {
            throw new WrongAnswerException(
                    question + " was answered with " + decision.decision() + ", right is " + right);
        }
        if (question.passes()) {
            passed++;
        } else {
            refused++;
        }
    }

    /** From the outside: the log as it was recorded against what the venue got, and the books against the orders. */
    private void audit(TradingNode node, OrderStream stream, Market market) throws WrongAnswerException {
        List<ClientOrderId> allowed = new ArrayList<>();
        List<ClientOrderId> filled = new ArrayList<>();
        long[] denials = new long[1];
        node.log().replay(node.log().startPosition(), node.log().recordedPosition(), (position, event) -> {
            if (event instanceof EngineEvent.GateDecided decision) {
                if (decision.record().decision().passes()) {
                    allowed.add(decision.record().orderId());
                } else {
                    denials[0]++;
                }
            } else if (event instanceof EngineEvent.VenueReported report
                    && report.report() instanceof VenueReport.Filled fill) {
                filled.add(fill.orderId());
            }
        });
        if (!allowed.equals(node.venue().submitted()) || !filled.equals(allowed)) {
            throw new WrongAnswerException("the log allows " + allowed.size() + " orders and holds " + filled.size()
                    + " fills, the venue got " + node.venue().submitted().size());
        }
        if (allowed.size() != passed || denials[0] != refused) {
            throw new WrongAnswerException("the log holds " + allowed.size() + " allowed and " + denials[0]
                    + " denied orders, the sender saw " + passed + " and " + refused);
        }
        for (Market.Listing each : market.listings()) {
            if (!node.position(each.id()).equals(stream.position(each.id()))) {
                throw new WrongAnswerException("the books hold " + node.position(each.id()) + " of " + each.id()
                        + ", the orders come to " + stream.position(each.id()));
            }
        }
    }

    private List<Taken> figures(double load1) {
        return List.of(
                taken("order.recorded", recorded, load1),
                taken("order.decision-recorded", decided, load1),
                taken("order.at-venue", atVenue, load1),
                taken("order.report-booked", reported, load1),
                taken("order.denied", denied, load1));
    }

    private Taken taken(String name, Histogram nanos, double load1) {
        Histogram copy = nanos.copy();
        Taken latency = Taken.latency(name, copy, load1);
        return new Taken(latency.figure().under(durabilityName()), copy);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(OrderRoundTrip::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
