package io.portcullis.benchmarks.agents;

import io.portcullis.benchmarks.figure.NotMeasuredException;
import io.portcullis.spi.Agent;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** The shipped agents of the hot path with their default configuration. By name: their annotations are on no class path. */
final class ShippedAgents {
    private static final List<String> HOT =
            List.of("flow.FlowAgent", "moneyflows.MoneyFlowsAgent", "technical.TechnicalAgent");

    private ShippedAgents() {}

    static List<Agent> hot() throws NotMeasuredException {
        List<Agent> agents = new ArrayList<>();
        for (String name : HOT) {
            agents.add(create("io.portcullis.agent." + name));
        }
        return agents;
    }

    private static Agent create(String className) throws NotMeasuredException {
        try {
            for (Constructor<?> constructor : Class.forName(className).getConstructors()) {
                Class<?>[] parameters = constructor.getParameterTypes();
                if (parameters.length == 1 && parameters[0].isAnnotation()) {
                    Object defaults = Proxy.newProxyInstance(
                            parameters[0].getClassLoader(),
                            parameters,
                            (proxy, method, arguments) -> method.getDefaultValue());
                    return (Agent) constructor.newInstance(defaults);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new NotMeasuredException("the agent " + className + " cannot be made: " + e);
        }
        throw new NotMeasuredException("the agent " + className + " has no constructor that takes a configuration");
    }
}
