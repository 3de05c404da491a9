package io.portcullis.ingest.route;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/** The routes that run: takes those of one file in and out and leaves all others alone. */
final class LiveRoutes {
    private static final int STOP_TIMEOUT_SECONDS = 10;

    private final DefaultCamelContext context;
    private final Map<String, EdgePolicy> policies = new ConcurrentHashMap<>();

    LiveRoutes(DefaultCamelContext context) {
        this.context = context;
        context.addRoutePolicyFactory((camel, routeId, definition) -> {
            EdgePolicy policy = new EdgePolicy();
            policies.put(routeId, policy);
            return policy;
        });
    }

    DefaultCamelContext context() {
        return context;
    }

    /** Starts a file's routes; when one does not start, none of them stays. */
    void add(String file, String text, List<String> ids) throws Exception {
        try {
            RouteTrial.load(context, file, text);
        } catch (Exception e) {
            remove(ids);
            throw e;
        }
    }

    /** Stops routes once what is on its way through them is done, and forgets them. */
    void remove(List<String> ids) throws Exception {
        for (String id : ids) {
            if (context.getRoute(id) != null) {
                context.getRouteController().stopRoute(id, STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
                context.removeRoute(id);
            }
            RouteDefinition definition = context.getRouteDefinition(id);
            if (definition != null) {
                context.removeRouteDefinition(definition);
            }
            policies.remove(id);
        }
    }

    /** A file's state with what its routes have done until now. */
    RouteState counted(RouteState state) {
        List<String> ids = state.routeIds();
        return new RouteState(
                state.file(),
                state.status(),
                state.problem(),
                state.line(),
                ids,
                state.runningHash(),
                state.loadedAt(),
                sum(ids, EdgePolicy::completed),
                sum(ids, EdgePolicy::failed),
                uptimeMillis(ids));
    }

    private long sum(List<String> ids, ToLongFunction<EdgePolicy> counter) {
        return ids.stream()
                .map(policies::get)
                .filter(policy -> policy != null)
                .mapToLong(counter)
                .sum();
    }

    private long uptimeMillis(List<String> ids) {
        return ids.stream()
                .map(context::getRoute)
                .filter(route -> route != null)
                .mapToLong(Route::getUptimeMillis)
                .min()
                .orElse(0);
    }
}
