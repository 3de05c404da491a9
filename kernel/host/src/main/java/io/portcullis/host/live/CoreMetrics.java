package io.portcullis.host.live;

import io.portcullis.engine.Books;
import io.portcullis.engine.Engine;
import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.LatencyTimer;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.PluginView;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.value.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Steps 4 to 9 of a running core as metrics. What only the engine's thread may read is sampled there once a second, so a page never
 * waits for the engine and an engine that has stopped still has a page.
 */
final class CoreMetrics {
    private static final double NANOS = 1e9;

    private final TradingCore core;
    private final KillProgress progress;
    private volatile Sample sample = Sample.NONE;
    private volatile CompletableFuture<?> asked = CompletableFuture.completedFuture(null);

    private CoreMetrics(TradingCore core) {
        this.core = core;
        this.progress = new KillProgress(core);
    }

    /** What one look at the engine's state showed. */
    private record Sample(
            int open,
            int unresolved,
            boolean recovering,
            Map<Scope, TradingState> states,
            List<KillAnswer> kills,
            int cancelsWaiting,
            String pack,
            String currency,
            double equity,
            double gross,
            double net,
            double drawdown,
            long positions,
            double timeSeconds) {
        static final Sample NONE = new Sample(
                0,
                0,
                false,
                Map.of(),
                List.of(),
                0,
                "",
                "",
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                Double.NaN);
    }

    /** Lets metrics follow a core. */
    static void follow(Metrics metrics, TradingCore core) {
        WalkMetrics walk = new WalkMetrics(metrics);
        core.core().listen(walk);
        core.core().listenToProduced(walk::produced);
        core.core().listenToOpportunities(opportunity -> walk.opportunity());
        LatencyTimer evaluation = metrics.latency(Family.EVALUATION);
        core.timeEvaluations(evaluation::nanos);
        new CoreMetrics(core).register(metrics);
    }

    /** Lets metrics follow the plugins. */
    static void plugins(Metrics metrics, PluginAdmin plugins) {
        metrics.table(Family.PLUGINS, () -> {
            Map<List<String>, Long> counts = new HashMap<>();
            for (PluginView.State state : PluginView.State.values()) {
                counts.put(
                        List.of(state.name().toLowerCase(Locale.ROOT)),
                        plugins.list().stream()
                                .filter(plugin -> plugin.state() == state)
                                .count());
            }
            return counts;
        });
    }

    private void register(Metrics metrics) {
        metrics.beforeEach(this::look);
        metrics.value(Family.EVALUATION_RUNNING, () -> core.evaluationNanos() / NANOS);
        metrics.table(Family.STATE, this::states);
        metrics.table(Family.KILL_ORDERS, this::kills);
        metrics.value(Family.RECOVERING, () -> sample.recovering() ? 1 : 0);
        metrics.table(Family.PACK, () -> sample.pack().isEmpty() ? Map.of() : Map.of(List.of(sample.pack()), 1));
        venue(metrics);
        book(metrics);
        log(metrics);
    }

    private void venue(Metrics metrics) {
        metrics.value(Family.COMMANDS_SENT, () -> core.channel().sent());
        metrics.value(Family.COMMANDS_HANDLED, () -> core.channel().handled());
        metrics.value(
                Family.COMMANDS_QUEUE,
                () -> Math.max(0, core.channel().sent() - core.channel().handled()));
        metrics.value(Family.CANCELS_WAITING, () -> sample.cancelsWaiting());
        metrics.value(Family.OPEN, () -> sample.open());
        metrics.value(Family.UNRESOLVED, () -> sample.unresolved());
    }

    private void book(Metrics metrics) {
        metrics.table(
                Family.EQUITY,
                () -> sample.currency().isEmpty() ? Map.of() : Map.of(List.of(sample.currency()), sample.equity()));
        metrics.value(Family.GROSS, () -> sample.gross());
        metrics.value(Family.NET, () -> sample.net());
        metrics.value(Family.DRAWDOWN, () -> sample.drawdown());
        metrics.value(Family.POSITIONS, () -> sample.positions());
    }

    private void log(Metrics metrics) {
        metrics.value(Family.LOG_RECORDED, () -> core.log().recordedPosition());
        metrics.value(Family.LOG_PROCESSED, () -> core.core().processed());
        metrics.value(
                Family.LOG_LAG,
                () -> Math.max(0, core.log().recordedPosition() - core.core().processed()));
        metrics.value(Family.ENGINE_UP, () -> core.core().isHealthy() ? 1 : 0);
        metrics.value(Family.ENGINE_TIME, () -> sample.timeSeconds());
    }

    private Map<List<String>, Integer> states() {
        Map<List<String>, Integer> rows = new HashMap<>();
        rows.put(List.of(Scope.GLOBAL.toString()), TradingState.NORMAL.ordinal());
        sample.states().forEach((scope, state) -> rows.put(List.of(scope.toString()), state.ordinal()));
        return rows;
    }

    private Map<List<String>, Long> kills() {
        Map<List<String>, Long> rows = new HashMap<>();
        for (KillAnswer kill : sample.kills()) {
            rows.put(List.of(kill.scope(), "requested"), kill.requested());
            rows.put(List.of(kill.scope(), "sent"), kill.sent());
            rows.put(List.of(kill.scope(), "acknowledged"), kill.acknowledged());
            rows.put(List.of(kill.scope(), "unresolved"), kill.unresolved());
        }
        return rows;
    }

    /** One question at a time: an engine that hangs is not given another one every second. */
    private void look() {
        if (asked.isDone()) {
            asked = core.core().ask(this::read).thenAccept(read -> sample = read);
        }
    }

    private Sample read(Engine engine) {
        Books books = engine.books();
        if (books == null) {
            return Sample.NONE;
        }
        Portfolio portfolio = books.portfolio();
        double equity = portfolio.equityRaw() / (double) Money.ONE;
        return new Sample(
                books.orders().openCount(),
                books.orders().unresolvedCount(),
                books.trading().recovering(),
                Map.copyOf(books.trading().all()),
                progress.all(engine),
                books.orders().cancelsWaiting(),
                engine.policy().activePack().hex(),
                portfolio.currency().toString(),
                equity,
                portfolio.worstGrossRaw() / (double) Money.ONE / equity,
                portfolio.netRaw() / (double) Money.ONE / equity,
                portfolio.drawdown(),
                portfolio.positions().stream()
                        .filter(position -> position.quantityRaw() != 0)
                        .count(),
                engine.timeNanos() / NANOS);
    }
}
