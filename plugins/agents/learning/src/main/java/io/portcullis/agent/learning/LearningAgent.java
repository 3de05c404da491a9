package io.portcullis.agent.learning;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.AgentJudge;
import io.portcullis.spi.SignalSink;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Learns from closed calls how much each of the other agents should count, and proposes it. It has no vote itself. */
@Component(service = Agent.class, configurationPid = LearningConfig.PID)
@Designate(ocd = LearningConfig.class)
public final class LearningAgent implements Agent, AgentJudge {
    private static final AgentId ID = AgentId.of("learning");
    private static final List<String> FEATURES = List.of("return.1d", "bars");
    private static final int RETURN = 0;
    private static final int BARS = 1;

    private final LearningSettings settings;
    private final Ledger ledger;

    /** With a configuration from {@code etc/agent.learning.cfg}. */
    @Activate
    public LearningAgent(LearningConfig config) {
        this(LearningSettings.of(config));
    }

    LearningAgent(LearningSettings settings) {
        this.settings = settings;
        this.ledger = new Ledger(settings, priors(settings.priors()));
    }

    private static SortedMap<String, Double> priors(String text) {
        SortedMap<String, Double> priors = new TreeMap<>();
        for (String entry : text.isBlank() ? new String[0] : text.split(";")) {
            String[] pair = entry.strip().split("=");
            double weight = pair.length == 2 ? number(pair[1]) : Double.NaN;
            if (!(weight > 0 && weight <= 1000)) {
                throw new IllegalArgumentException(LearningConfig.PID
                        + ": priors must read AGENT=WEIGHT;AGENT=WEIGHT with weights above 0, at most 1000, got '"
                        + entry + "'");
            }
            priors.put(pair[0].strip(), weight);
        }
        return priors;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(FEATURES, Set.of(), 1, 2, settings.priorWeight(), false, settings.budgetMillis());
    }

    @Override
    public void onSignals(List<Signal> signals) {
        ledger.hear(signals, ID);
    }

    @Override
    public SortedMap<AgentId, Double> proposedWeights() {
        SortedMap<AgentId, Double> weights = new TreeMap<>();
        ledger.weights().forEach((agent, weight) -> weights.put(AgentId.of(agent), weight));
        return weights;
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        SortedMap<InstrumentId, Double> returns = new TreeMap<>();
        for (FeatureVector row : frame.rows()) {
            double dayReturn = row.values()[RETURN];
            boolean fresh = ledger.bars().isFresh(row.instrument().value(), row.values()[BARS]);
            if (fresh && row.tradable() && dayReturn > -1) {
                returns.put(row.instrument(), dayReturn);
            }
            sink.abstain(row.instrument(), "proposes weights, has no opinion on names");
        }
        if (!returns.isEmpty()) {
            ledger.day(returns);
        }
    }

    @Override
    public byte[] snapshot() {
        return ledger.snapshot();
    }

    @Override
    public void restore(byte[] snapshot) {
        ledger.restore(snapshot);
    }
}
