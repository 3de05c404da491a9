package io.portcullis.transport;

import io.portcullis.model.event.EngineEvent.OrderRequested;
import io.portcullis.model.event.EngineEvent.VenueReported;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.transport.archive.ArchiveLog;
import io.portcullis.transport.channel.KillSwitch;
import io.portcullis.transport.channel.SendJournal;
import io.portcullis.transport.channel.VenueChannel;
import io.portcullis.transport.channel.VenueEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints how long an order takes: appended, recorded and handed out; and the whole way through a recorded decision, the venue
 * channel and back as a recorded report. One order at a time, so this is latency without queues. Arguments: folder,
 * process or power, orders, microseconds between orders (0: at once).
 */
final class LogLatency {
    private static final InstrumentId INSTRUMENT = InstrumentId.of("AAPL");
    private static final VenueId VENUE = VenueId.of("echo");

    private final long[] toPoll;
    private final long[] toReport;
    private final AtomicLong polled = new AtomicLong(-1);
    private final AtomicLong reported = new AtomicLong(-1);
    private final Samples samples = new Samples(1);
    private VenueChannel channel;

    private LogLatency(int orders) {
        toPoll = new long[orders];
        toReport = new long[orders];
    }

    public static void main(String[] args) throws Exception {
        Durability durability = Durability.ofSetting(args[1]);
        int orders = Integer.parseInt(args[2]);
        long pauseNanos = TimeUnit.MICROSECONDS.toNanos(Long.parseLong(args[3]));
        Path data = Files.createDirectories(Path.of(args[0]));
        for (int round = 0; round < 3; round++) {
            new LogLatency(orders).run(data.resolve("round-" + round), durability, pauseNanos);
        }
    }

    private void run(Path data, Durability durability, long pauseNanos) throws Exception {
        try (DataLock lock = DataLock.acquire(data);
                ArchiveLog log = ArchiveLog.open(lock, durability);
                KillSwitch kill = KillSwitch.watch(data.resolve("kill"), scope -> {});
                SendJournal journal = SendJournal.open(data.resolve("echo.journal"), durability)) {
            channel = VenueChannel.open(log, VENUE, new Echo(), kill, journal, System::nanoTime, Long.MAX_VALUE);
            CoreLoop loop = new CoreLoop(
                    log,
                    (position, event) -> {
                        if (event instanceof OrderRequested) {
                            polled.incrementAndGet();
                            log.append(samples.decided(Verdict.ALLOW, false));
                        } else if (event instanceof VenueReported) {
                            reported.incrementAndGet();
                        } else {
                            channel.send(order((int) polled.get()));
                        }
                    },
                    List.of(() -> channel.flush()),
                    Throwable::printStackTrace);
            loop.start();
            measure(log, pauseNanos);
            loop.close();
            channel.close();
            System.out.println(durability + ", pause " + pauseNanos / 1000 + " us: recorded and polled "
                    + figures(toPoll) + "; to the venue and its report " + figures(toReport));
        }
    }

    private void measure(Log log, long pauseNanos) {
        for (int i = 0; i < toPoll.length; i++) {
            if (pauseNanos > 0) {
                LockSupport.parkNanos(pauseNanos);
            }
            long start = System.nanoTime();
            log.append(request(i));
            while (polled.get() < i) {
                Thread.yield();
            }
            toPoll[i] = System.nanoTime() - start;
            while (reported.get() < i) {
                Thread.yield();
            }
            toReport[i] = System.nanoTime() - start;
        }
    }

    private static String figures(long[] nanos) {
        long[] sorted = Arrays.copyOfRange(nanos, nanos.length / 4, nanos.length);
        Arrays.sort(sorted);
        return String.format(
                "p50 %.1f p99 %.1f p99.9 %.1f us",
                sorted[sorted.length / 2] / 1e3,
                sorted[(int) (sorted.length * 0.99)] / 1e3,
                sorted[(int) (sorted.length * 0.999)] / 1e3);
    }

    private static OrderRequested request(int number) {
        return new OrderRequested(
                System.nanoTime(),
                new OrderRequest(
                        new IdempotencyKey("key-" + number),
                        AccountId.of("main"),
                        TraderId.of("latency"),
                        INSTRUMENT,
                        Side.BUY,
                        Quantity.ofShares(100),
                        OrderType.LIMIT,
                        Price.of(99.5),
                        TimeInForce.DAY));
    }

    private static VenueCommand.NewOrder order(int number) {
        return new VenueCommand.NewOrder(
                ClientOrderId.of("order-" + number),
                INSTRUMENT,
                Side.BUY,
                Quantity.ofShares(100),
                OrderType.LIMIT,
                Price.of(99.5),
                TimeInForce.DAY,
                false,
                System.nanoTime());
    }

    /** A venue that accepts at once. */
    private final class Echo implements VenueEndpoint {
        private final VenueOrderId id = new VenueOrderId("v");

        @Override
        public void submit(VenueCommand.NewOrder order) {
            channel.onReport(new VenueReport.Accepted(order.orderId(), id, System.nanoTime()));
        }

        @Override
        public void cancel(VenueCommand.CancelOrder cancel) {}

        @Override
        public VenueReport query(ClientOrderId orderId) {
            return new VenueReport.Unknown(orderId, System.nanoTime());
        }
    }
}
