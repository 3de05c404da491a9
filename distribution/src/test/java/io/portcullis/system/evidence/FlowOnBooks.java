package io.portcullis.system.evidence;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.signals.agent.ClosedCall;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The agent on recorded books, asked once a minute, and its calls followed for the minute until it is asked again: by the middle
 * of the quotes, and net of the spread that a round trip at once would cross. Its own horizon is a day; what the book says is over
 * long before.
 */
final class FlowOnBooks {
    private static final TradingCalendar NYSE = TradingCalendar.nyse();
    private static final long MINUTE = 60_000_000_000L;

    private final Features features = new Features();
    private final List<Signal> said = new ArrayList<>();
    private final AgentRunner runner =
            AgentRunner.backTest(features, batch -> said.addAll(batch.signals()), (agent, out, reason) -> {});
    private final Map<InstrumentId, Quote> quotes = new HashMap<>();
    private final Map<InstrumentId, Call> open = new HashMap<>();
    private final Set<InstrumentId> listed = new HashSet<>();
    private final CallScore.Sums gross = new CallScore.Sums();
    private final CallScore.Sums net = new CallScore.Sums();
    private int minute;

    private record Call(Signal signal, Quote at) {}

    FlowOnBooks(Agent agent) {
        runner.add(agent);
    }

    /** One day's books to their end. */
    void run(MarketStream stream) throws IOException, InterruptedException {
        long next = Long.MIN_VALUE;
        for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
            long known = event.knownTimeNanos();
            next = next == Long.MIN_VALUE ? ceiling(known) : next;
            while (known > next) {
                ask(next);
                next += MINUTE;
            }
            take(event);
        }
        if (next != Long.MIN_VALUE) {
            ask(next);
        }
        open.clear();
        quotes.clear();
    }

    private static long ceiling(long nanos) {
        return nanos - Math.floorMod(nanos, MINUTE) + MINUTE;
    }

    private void take(MarketEvent event) {
        if (event instanceof Quote quote) {
            if (listed.add(quote.instrument())) {
                List<InstrumentListing.Membership> always =
                        List.of(new InstrumentListing.Membership(LocalDate.of(2000, 1, 3), null));
                features.on(new InstrumentListing(
                        quote.instrument(), "none", false, always, quote.eventTimeNanos(), quote.knownTimeNanos()));
            }
            if (quote.bid().raw() > 0 && quote.ask().raw() > 0) {
                quotes.put(quote.instrument(), quote);
            }
        }
        features.on(event);
        runner.onEvent(event);
    }

    private void ask(long nanos) {
        minute++;
        open.values().forEach(this::close);
        open.clear();
        runner.onInstant(nanos, NYSE.dateAt(nanos));
        for (Signal signal : said) {
            open.put(signal.instrument(), new Call(signal, quotes.get(signal.instrument())));
        }
        said.clear();
    }

    private void close(Call call) {
        double before = middle(call.at());
        double move = middle(quotes.get(call.signal().instrument())) / before - 1;
        double spread = (call.at().ask().toDouble() - call.at().bid().toDouble()) / before;
        int side = call.signal().direction().sign();
        gross.add(closed(call, side, move, side * move));
        net.add(closed(call, side, move, side * move - spread));
    }

    private ClosedCall closed(Call call, int side, double move, double result) {
        AgentId agent = call.signal().agent();
        return new ClosedCall(
                agent,
                call.signal().instrument(),
                minute - 1,
                minute,
                side,
                call.signal().probability(),
                move,
                result,
                1);
    }

    private static double middle(Quote quote) {
        return (quote.bid().toDouble() + quote.ask().toDouble()) / 2;
    }

    /** By the middle alone. */
    CallScore gross() {
        return gross.score();
    }

    /** Less the spread. */
    CallScore net() {
        return net.score();
    }

    AgentStatus status() {
        return runner.status().get(0);
    }
}
