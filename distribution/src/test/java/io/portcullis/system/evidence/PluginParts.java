package io.portcullis.system.evidence;

import io.portcullis.spi.Agent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.spi.Venue;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shipped plugins in the test's own process, with their default configuration. By name, as the plugin framework takes them:
 * their classes carry annotations that are on no class path but the compiler's.
 */
final class PluginParts {
    private PluginParts() {}

    static Connector datasets() {
        return (Connector) create("io.portcullis.connector.datasets.DatasetsConnector", Map.of());
    }

    /** A generated market with options in place of its defaults. */
    static Connector generated(Map<String, String> options) {
        Connector connector = (Connector) create("io.portcullis.connector.generated.GeneratedConnector", Map.of());
        return new Connector() {
            @Override
            public String name() {
                return connector.name();
            }

            @Override
            public MarketStream open(StreamRequest request, BadRecordSink badRecords) throws IOException {
                return connector.open(
                        new StreamRequest(
                                request.source(),
                                request.from(),
                                request.to(),
                                request.historyDays(),
                                request.seed(),
                                new TreeMap<>(options)),
                        badRecords);
            }
        };
    }

    static Venue simulated() {
        String fees = Runs.root().resolve("etc/fees.csv").toString();
        return (Venue) create("io.portcullis.venue.simulated.SimulatedVenue", Map.of("fees_file", fees));
    }

    /** All twelve agents, fresh. */
    static List<Agent> twelve() {
        List<Agent> twelve = new ArrayList<>(agents());
        for (String name : List.of(
                "causal.CausalAgent",
                "flow.FlowAgent",
                "hedging.HedgingAgent",
                "insider.InsiderAgent",
                "learning.LearningAgent",
                "macro.MacroAgent",
                "sentiment.SentimentAgent",
                "undervalued.UndervaluedAgent",
                "value.ValueAgent")) {
            twelve.add(agent("io.portcullis.agent." + name));
        }
        return twelve;
    }

    /** One of them by its class. */
    static Agent agent(String className) {
        return (Agent) create(className, Map.of());
    }

    /** The agents that speak on daily bars alone, fresh. */
    static List<Agent> agents() {
        return List.of(
                (Agent) create("io.portcullis.agent.moneyflows.MoneyFlowsAgent", Map.of()),
                (Agent) create("io.portcullis.agent.technical.TechnicalAgent", Map.of()),
                topPerformers());
    }

    static Agent topPerformers() {
        return (Agent) create("io.portcullis.agent.topperformers.TopPerformersAgent", Map.of());
    }

    private static Object create(String className, Map<String, Object> config) {
        try {
            for (Constructor<?> constructor : Class.forName(className).getConstructors()) {
                Class<?>[] parameters = constructor.getParameterTypes();
                if (parameters.length == 0) {
                    return constructor.newInstance();
                }
                if (parameters.length == 1 && parameters[0].isAnnotation()) {
                    return constructor.newInstance(defaults(parameters[0], config));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + className, e);
        }
        throw new IllegalStateException(className + " has no public constructor that takes nothing or a configuration");
    }

    /** A typed configuration as it is when no file says anything. */
    private static Object defaults(Class<?> type, Map<String, Object> config) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Method key = method;
            return config.getOrDefault(key.getName(), key.getDefaultValue());
        });
    }
}
