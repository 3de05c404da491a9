package io.portcullis.ingest.route;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Tries a route file in a context of its own: everything is parsed, resolved, built and started, except the
 * consumers, which
 * would take messages and files away from the routes that run.
 */
final class RouteTrial {
    private static final String OWN_PREFIX = "portcullis-";
    private static final Pattern LINE = Pattern.compile("line[: ](\\d+)");

    private final RouteContexts contexts;

    RouteTrial(RouteContexts contexts) {
        this.contexts = contexts;
    }

    /** The ids of the file's routes, each with its line; throws when it cannot run. */
    SortedMap<String, Integer> check(String file, String text) throws RouteProblem {
        RouteText yaml = RouteText.parse(file, text);
        DefaultCamelContext scratch = contexts.create("portcullis-scratch");
        scratch.setAutoStartup(false);
        try {
            load(scratch, file, text);
            SortedMap<String, Integer> ids = requireIds(scratch.getRouteDefinitions());
            scratch.start();
            return ids;
        } catch (RouteProblem e) {
            throw e;
        } catch (Exception e) {
            throw new RouteProblem(message(e), line(e, yaml), e);
        } finally {
            scratch.stop();
        }
    }

    /** Adds a file's routes to a context; in one that runs, this starts them. */
    static void load(DefaultCamelContext context, String file, String text) throws Exception {
        Collection<RoutesBuilder> builders = PluginHelper.getRoutesLoader(context)
                .findRoutesBuilders(ResourceHelper.fromString("file:" + file, text));
        for (RoutesBuilder builder : builders) {
            context.addRoutes(builder);
        }
    }

    private static SortedMap<String, Integer> requireIds(List<RouteDefinition> routes) throws RouteProblem {
        SortedMap<String, Integer> ids = new TreeMap<>();
        for (RouteDefinition route : routes) {
            String id = route.getId();
            int line = route.getLineNumber() + 1; // Camel counts from 0
            if (!route.hasCustomIdAssigned() || id == null) {
                throw new RouteProblem("every route needs an id of its own, such as the file's name", line, null);
            }
            if (id.startsWith(OWN_PREFIX)) {
                throw new RouteProblem("route id '" + id + "' must not start with " + OWN_PREFIX, line, null);
            }
            if (ids.put(id, line) != null) {
                throw new RouteProblem("route id '" + id + "' stands in this file twice", line, null);
            }
        }
        if (ids.isEmpty()) {
            throw new RouteProblem("the file holds no route", 1, null);
        }
        return ids;
    }

    /** The innermost cause says what is wrong; Camel wraps it in the whole route's text. */
    static String message(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String text = cause instanceof MarkedYamlEngineException marked ? marked.getProblem() : cause.getMessage();
        return text == null ? cause.toString() : text;
    }

    private static int line(Throwable error, RouteText yaml) {
        int line = 0;
        for (Throwable e = error; e != null && line == 0; e = e.getCause() == e ? null : e.getCause()) {
            if (e instanceof ResolveEndpointFailedException endpoint) {
                line = yaml.lineOfValue(schemeAndPath(endpoint.getUri()));
            } else if (e instanceof MarkedYamlEngineException marked) {
                line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            } else if (e instanceof FailedToCreateRouteException route) {
                line = lineIn(route.getLocation());
            }
        }
        return line;
    }

    private static int lineIn(String location) {
        Matcher matcher = LINE.matcher(location == null ? "" : location);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Camel writes {@code scheme://path?options} where the author may have written {@code scheme:path}. */
    private static String schemeAndPath(String uri) {
        return uri.substring(0, uri.indexOf(':') + 1);
    }
}
