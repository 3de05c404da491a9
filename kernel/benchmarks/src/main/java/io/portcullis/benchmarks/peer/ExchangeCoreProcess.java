package io.portcullis.benchmarks.peer;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.ApiPlaceOrder;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.InitialStateConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import exchange.core2.core.common.config.SerializationConfiguration;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * exchange-core 0.5.3 in a process of its own: one symbol, one risk engine, one matching engine, threads that yield. A resting order
 * and one that takes it, in turn, closed loop. Prints the distribution of both, or ends with 1 when an answer was wrong.
 *
 * <p>It does what it is made for, which is not what we do: it matches, with a check of balances; it asks no rules and sends nothing
 * to a venue.
 */
public final class ExchangeCoreProcess {
    /** What the line with the distribution begins with. */
    static final String PREFIX = "histogram ";

    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int SYMBOL = 1;
    private static final int BASE = 10;
    private static final int QUOTE = 20;
    private static final long MAKER = 1;
    private static final long TAKER = 2;
    private static final long PRICE = 1_000;
    private static final long SIZE = 5;
    private static final long PLENTY = 1L << 50;

    private final AtomicLong answered = new AtomicLong();
    private final ExchangeCore core;
    private final ExchangeApi api;
    private volatile String wrong = "";
    private long answeredNanos;
    private long sent;

    private ExchangeCoreProcess(boolean journal) {
        core = new ExchangeCore(
                this::answer,
                ExchangeConfiguration.defaultBuilder()
                        .performanceCfg(PerformanceConfiguration.latencyPerformanceBuilder()
                                .matchingEnginesNum(1)
                                .riskEnginesNum(1)
                                .waitStrategy(CoreWaitStrategy.YIELDING)
                                .build())
                        .initStateCfg(
                                journal
                                        ? InitialStateConfiguration.cleanStartJournaling("bench")
                                        : InitialStateConfiguration.cleanStart("bench"))
                        .serializationCfg(
                                journal
                                        ? SerializationConfiguration.DISK_JOURNALING
                                        : SerializationConfiguration.DEFAULT)
                        .build());
        core.startup();
        api = core.getApi();
    }

    /** Arguments: {@code journal} or {@code memory}, orders to warm up with, orders to time, seconds at most for each. */
    public static void main(String[] arguments) throws Exception {
        ExchangeCoreProcess process = new ExchangeCoreProcess(arguments[0].equals("journal"));
        long secondsMax = Long.parseLong(arguments[3]);
        process.open();
        process.run(Long.parseLong(arguments[1]), secondsMax, new Histogram(NANOS_MAX, 3));
        Histogram nanos = new Histogram(NANOS_MAX, 3);
        process.run(Long.parseLong(arguments[2]), secondsMax, nanos);
        ByteBuffer bytes = ByteBuffer.allocate(nanos.getNeededByteBufferCapacity());
        int length = nanos.encodeIntoByteBuffer(bytes);
        byte[] encoded = new byte[length];
        bytes.flip();
        bytes.get(encoded);
        System.out.println(PREFIX + Base64.getEncoder().encodeToString(encoded));
        // its threads are not daemons, and what it holds on disk is thrown away
        System.exit(0);
    }

    private void open() {
        CoreSymbolSpecification symbol = CoreSymbolSpecification.builder()
                .symbolId(SYMBOL)
                .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .baseCurrency(BASE)
                .quoteCurrency(QUOTE)
                .baseScaleK(1)
                .quoteScaleK(1)
                .takerFee(0)
                .makerFee(0)
                .build();
        require(api.submitBinaryDataAsync(new BatchAddSymbolsCommand(symbol)).join());
        for (long user : new long[] {MAKER, TAKER}) {
            require(api.submitCommandAsync(ApiAddUser.builder().uid(user).build())
                    .join());
            deposit(user, BASE, 2 * user);
            deposit(user, QUOTE, 2 * user + 1);
        }
    }

    private void deposit(long user, int currency, long transaction) {
        ApiCommand deposit = ApiAdjustUserBalance.builder()
                .uid(user)
                .currency(currency)
                .amount(PLENTY)
                .transactionId(transaction)
                .build();
        require(api.submitCommandAsync(deposit).join());
    }

    private static void require(CommandResultCode code) {
        if (code != CommandResultCode.SUCCESS) {
            throw new IllegalStateException("exchange-core could not be set up: " + code);
        }
    }

    private void run(long orders, long secondsMax, Histogram nanos) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
        for (long i = 0; i < orders && System.nanoTime() - deadline < 0; i++) {
            ApiPlaceOrder order = order(++sent);
            long start = System.nanoTime();
            api.submitCommand(order);
            while (answered.get() < sent) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IllegalStateException("order " + sent + " was not answered within 30 s");
                }
                Thread.yield();
            }
            nanos.recordValue(answeredNanos - start);
            if (!wrong.isEmpty()) {
                throw new IllegalStateException(wrong);
            }
        }
    }

    /** Odd ones rest, even ones take what rests. */
    private static ApiPlaceOrder order(long number) {
        boolean rests = number % 2 == 1;
        return ApiPlaceOrder.builder()
                .uid(rests ? MAKER : TAKER)
                .orderId(number)
                .symbol(SYMBOL)
                .price(PRICE)
                .reservePrice(PRICE)
                .size(SIZE)
                .action(rests ? OrderAction.ASK : OrderAction.BID)
                .orderType(rests ? OrderType.GTC : OrderType.IOC)
                .build();
    }

    /** On its last thread; what it says is checked there. */
    private void answer(OrderCommand command, long sequence) {
        api.processResult(sequence, command);
        if (command.command != OrderCommandType.PLACE_ORDER) {
            return;
        }
        answeredNanos = System.nanoTime();
        if (command.resultCode != CommandResultCode.SUCCESS || !right(command)) {
            wrong = "order " + command.orderId + " was answered with " + command.resultCode + ", "
                    + command.matcherEvent;
        }
        answered.lazySet(command.orderId);
    }

    private static boolean right(OrderCommand command) {
        MatcherTradeEvent event = command.matcherEvent;
        if (command.orderId % 2 == 1) {
            return event == null;
        }
        return event != null
                && event.eventType == MatcherEventType.TRADE
                && event.matchedOrderId == command.orderId - 1
                && event.size == SIZE
                && event.price == PRICE
                && event.nextEvent == null;
    }
}
