package io.portcullis.host.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.cli.ServerClient;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo's other customer: a desk with a strategy of its own that sends its orders over HTTP, as people and other systems do.
 * Some of them are mistakes that the rule pack is there for.
 */
final class DemoDesk {
    private static final int DAYS_BETWEEN_ROUNDS = 10;
    private static final double SMALL_SHARES = 200;

    private final TradingCore core;
    private final ServerClient client;
    private final Runnable settle;
    private final List<InstrumentId> instruments;
    private int day;
    private int sent;

    /** @param settle returns when everything that follows from an order is in the log: the next one is then never before it */
    DemoDesk(TradingCore core, ServerClient client, Runnable settle) {
        this.core = core;
        this.client = client;
        this.settle = settle;
        this.instruments = core.core()
                .ask(engine -> engine.books().instruments().all().stream()
                        .map(state -> state.id())
                        .toList())
                .join();
    }

    /** After the close: every so many days a round of orders for the next opening. */
    void endOfDay(LocalDate date) {
        day++;
        if (day % DAYS_BETWEEN_ROUNDS != 0) {
            return;
        }
        InstrumentId instrument = instruments.get(day / DAYS_BETWEEN_ROUNDS * 7 % instruments.size());
        double[] market = core.core()
                .ask(engine -> new double[] {
                    new Price(engine.books().instruments().find(instrument).lastRaw()).toDouble(),
                    engine.books().portfolio().equityRaw() / (double) Money.ONE
                })
                .join();
        double reference = market[0];
        double equity = market[1];
        if (!(reference > 0)) {
            return;
        }
        send(date, instrument, "BUY", SMALL_SHARES, reference * 1.01);
        send(date, instrument, "BUY", Math.floor(0.07 * equity / reference), reference);
        send(date, instrument, "BUY", SMALL_SHARES, reference * 1.12);
        send(date, instrument, "SELL", Math.floor(0.002 * equity / reference) + SMALL_SHARES, reference * 0.99);
        send(date, instrument, "BUY", Math.floor(0.12 * equity / reference), reference);
    }

    private void send(LocalDate date, InstrumentId instrument, String side, double shares, double limit) {
        sent++;
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("key", "desk-" + date + "-" + sent);
        order.put("account", "main");
        order.put("trader", "demo-desk");
        order.put("instrument", instrument.value());
        order.put("side", side);
        order.put("quantity", shares);
        order.put("type", "LIMIT");
        order.put("limit", Math.round(limit * 100) / 100.0);
        order.put("timeInForce", "AT_THE_OPENING");
        JsonNode answer = client.post("/v1/orders", order);
        if (answer.path("verdict").isMissingNode()) {
            throw new IllegalStateException("the gate did not answer the demo desk: " + answer);
        }
        settle.run();
    }
}
