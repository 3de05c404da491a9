package io.portcullis.ingest.route;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Goes with every route, whoever wrote it: strips the headers of what enters from outside before the first step, and
 * counts.
 *
 * <p>What comes through {@code direct} or {@code seda} was stripped by the route that took it in, and may carry
 * headers which
 * that route has set.
 */
final class EdgePolicy extends RoutePolicySupport {
    private static final Set<String> INSIDE = Set.of("direct", "seda");

    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        String uri = route.getEndpoint().getEndpointBaseUri();
        String scheme = uri.substring(0, uri.indexOf(':'));
        if (!INSIDE.contains(scheme)) {
            HeaderAllowList.strip(exchange.getIn().getHeaders(), "file".equals(scheme));
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        (exchange.isFailed() ? failed : completed).incrementAndGet();
    }

    long completed() {
        return completed.get();
    }

    long failed() {
        return failed.get();
    }
}
