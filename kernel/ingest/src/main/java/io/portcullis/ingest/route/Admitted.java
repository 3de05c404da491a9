package io.portcullis.ingest.route;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.impl.engine.DefaultLanguageResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LanguageResolver;

/**
 * What a route file may name. The class path holds more ({@code class:} calls any method of any class), so names that
 * are not on
 * these lists do not resolve.
 */
final class Admitted implements ComponentResolver, LanguageResolver {
    /** {@code bus} and {@code file} are ours and already there. */
    private static final Set<String> COMPONENTS = Set.of("direct", "log", "seda", "timer");

    private static final Set<String> LANGUAGES =
            Set.of("constant", "exchangeProperty", "file", "header", "simple", "tokenize", "variable");

    private final DefaultComponentResolver components = new DefaultComponentResolver();
    private final DefaultLanguageResolver languages = new DefaultLanguageResolver();

    @Override
    public Component resolveComponent(String name, CamelContext context) throws Exception {
        if (COMPONENTS.contains(name)) {
            return components.resolveComponent(name, context);
        }
        Set<String> known = new TreeSet<>(COMPONENTS);
        known.addAll(context.getComponentNames());
        throw new IllegalArgumentException("unknown component '" + name + "'; a route may use " + known);
    }

    @Override
    public Language resolveLanguage(String name, CamelContext context) {
        if (LANGUAGES.contains(name)) {
            return languages.resolveLanguage(name, context);
        }
        throw new IllegalArgumentException(
                "unknown language '" + name + "'; a route may use " + new TreeSet<>(LANGUAGES));
    }
}
