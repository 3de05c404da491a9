package io.portcullis.agent.hedging;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Proposes, for each name, the hedge that takes most risk out of it. An overlay: it has no vote on direction. */
@Component(service = Agent.class, configurationPid = HedgingConfig.PID)
@Designate(ocd = HedgingConfig.class)
public final class HedgingAgent implements Agent {
    private static final AgentId ID = AgentId.of("hedging");
    private static final List<String> FEATURES = List.of("return.1d", "bars");
    private static final int RETURN = 0;
    private static final int BARS = 1;
    private static final int HORIZON_DAYS = 1;
    /** A probability lies inside (0, 1), however much a hedge explains. */
    private static final double PROBABILITY_MAX = 0.999;

    private final HedgingSettings settings;
    private final HedgeBook book;

    /** With a configuration from {@code etc/agent.hedging.cfg}. */
    @Activate
    public HedgingAgent(HedgingConfig config) {
        this(HedgingSettings.of(config));
    }

    HedgingAgent(HedgingSettings settings) {
        this.settings = settings;
        this.book = new HedgeBook(settings.halfLifeDays());
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(
                FEATURES,
                Set.of(InstrumentListing.class),
                HORIZON_DAYS,
                2,
                settings.priorWeight(),
                false,
                settings.budgetMillis());
    }

    @Override
    public void onEvent(MarketEvent event) {
        if (event instanceof InstrumentListing listing) {
            book.on(listing);
        }
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        SortedMap<InstrumentId, Double> returns = new TreeMap<>();
        SortedSet<InstrumentId> present = new TreeSet<>();
        for (FeatureVector row : frame.rows()) {
            if (!Double.isNaN(row.values()[RETURN])) {
                present.add(row.instrument());
                if (book.bars().isFresh(row.instrument().value(), row.values()[BARS])) {
                    returns.put(row.instrument(), row.values()[RETURN]);
                }
            }
        }
        if (!returns.isEmpty()) {
            book.day(returns, present);
        }
        frame.rows().forEach(row -> judge(row.instrument(), frame.timeNanos(), sink));
    }

    private void judge(InstrumentId instrument, long timeNanos, SignalSink sink) {
        if (book.isHedge(instrument)) {
            sink.abstain(instrument, "a hedging instrument itself");
            return;
        }
        HedgedName name = book.find(instrument);
        InstrumentId hedge = name == null ? null : name.best();
        if (hedge == null) {
            sink.abstain(instrument, "fewer than 60 days in common with a hedging instrument");
        } else if (!(name.against(hedge).effectiveness() >= settings.effectivenessMin())) {
            name.withdraw();
            sink.abstain(instrument, "no hedge explains enough");
        } else {
            name.propose(hedge, settings.noTradeBand());
            sink.signal(overlay(instrument, name, hedge, timeNanos));
        }
    }

    private Signal overlay(InstrumentId instrument, HedgedName name, InstrumentId hedge, long timeNanos) {
        Covariation against = name.against(hedge);
        double effectiveness = against.effectiveness();
        double left = against.nameDeviation() * StrictMath.sqrt(Math.max(0, 1 - effectiveness));
        String reason = String.format(
                Locale.ROOT,
                "hedging-1 %s %.3f%s",
                hedge,
                -name.ratio(),
                name.tailLoss() > settings.tailBudget() ? ", long tail: cut" : "");
        return new Signal(
                ID,
                instrument,
                timeNanos,
                HORIZON_DAYS,
                name.ratio() >= 0 ? Direction.SHORT : Direction.LONG,
                Math.max(1 - PROBABILITY_MAX, Math.min(PROBABILITY_MAX, effectiveness)),
                0,
                Math.max(1e-6, left * 1e4),
                reason.substring(0, Math.min(64, reason.length())));
    }

    @Override
    public byte[] snapshot() {
        return book.snapshot();
    }

    @Override
    public void restore(byte[] snapshot) {
        book.restore(snapshot);
    }
}
