package io.portcullis.host.plugins;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.spi.Agent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which services are in use. Those of a bundle are collected while it starts and published all at once when the deployer is
 * satisfied, so that a plugin that fails half-way never replaces one that works.
 */
final class PluginRegistry implements Plugins, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginRegistry.class);

    private final BundleContext context;
    private final List<ServiceTracker<?, Offer>> trackers = new ArrayList<>();
    private final List<PluginListener> listeners = new ArrayList<>();
    private final Map<Bundle, List<Offer>> offers = new HashMap<>();
    private final Map<Bundle, List<String>> failures = new HashMap<>();
    private final Set<Bundle> published = new HashSet<>();
    private final Map<String, Offer> inUse = new TreeMap<>();

    PluginRegistry(BundleContext context) {
        this.context = context;
        track(Agent.class, Offer.Kind.AGENT);
        track(Venue.class, Offer.Kind.VENUE);
        track(VenueProcess.class, Offer.Kind.VENUE_PROCESS);
        track(Connector.class, Offer.Kind.CONNECTOR);
    }

    private <S> void track(Class<S> type, Offer.Kind kind) {
        ServiceTracker<S, Offer> tracker = new ServiceTracker<>(context, type, new ServiceTrackerCustomizer<>() {
            @Override
            public Offer addingService(ServiceReference<S> reference) {
                return take(reference, kind);
            }

            @Override
            public void modifiedService(ServiceReference<S> reference, Offer offer) {
                // Properties of a service mean nothing to us.
            }

            @Override
            public void removedService(ServiceReference<S> reference, Offer offer) {
                withdraw(offer);
            }
        });
        trackers.add(tracker);
        tracker.open();
    }

    /** Runs on the thread that starts the plugin: what hangs here hangs that plugin only. Hence no lock around its code. */
    private <S> Offer take(ServiceReference<S> reference, Offer.Kind kind) {
        Bundle bundle = reference.getBundle();
        try {
            S service = context.getService(reference);
            if (service == null) {
                // Declarative Services advertises a component before it exists; when its activation throws, null comes
                // back.
                return failed(bundle, "its " + kind + " could not be activated");
            }
            Offer offer = new Offer(bundle, kind, key(kind, service), service);
            offered(offer);
            return offer;
        } catch (RuntimeException | LinkageError e) {
            return failed(bundle, "its " + kind + " threw " + e);
        }
    }

    private static String key(Offer.Kind kind, Object service) {
        return switch (kind) {
            case AGENT -> ((Agent) service).id().value();
            case VENUE -> ((Venue) service).id().value();
            case CONNECTOR -> ((Connector) service).name();
            case VENUE_PROCESS -> service.getClass().getName();
        };
    }

    private synchronized Offer failed(Bundle bundle, String why) {
        failures.computeIfAbsent(bundle, any -> new ArrayList<>()).add(why);
        return null;
    }

    private synchronized void offered(Offer offer) {
        offers.computeIfAbsent(offer.bundle(), any -> new ArrayList<>()).add(offer);
        if (published.contains(offer.bundle())) {
            use(offer);
        }
    }

    private synchronized void withdraw(Offer offer) {
        List<Offer> ofBundle = offers.getOrDefault(offer.bundle(), List.of());
        ofBundle.remove(offer);
        if (inUse.remove(offer.place(), offer)) {
            tell(listener -> removed(listener, offer));
        }
    }

    /** What went wrong while a bundle's services were taken. */
    synchronized List<String> failures(Bundle bundle) {
        return List.copyOf(failures.getOrDefault(bundle, List.of()));
    }

    /** How many services a bundle offers. */
    synchronized int offerCount(Bundle bundle) {
        return offers.getOrDefault(bundle, List.of()).size();
    }

    /** Which of a bundle's services another plugin has in use under the same identifier; empty when it may be published. */
    synchronized Optional<String> conflict(Bundle bundle) {
        for (Offer offer : offers.getOrDefault(bundle, List.of())) {
            Offer other = inUse.get(offer.place());
            if (other != null && !other.bundle().getSymbolicName().equals(bundle.getSymbolicName())) {
                return Optional.of("its " + offer.kind() + " '" + offer.key() + "' is already there, from plugin "
                        + other.bundle().getSymbolicName() + "; remove that one or choose another identifier");
            }
        }
        return Optional.empty();
    }

    /** From here on the bundle's services are in use. */
    synchronized void publish(Bundle bundle) {
        published.add(bundle);
        offers.getOrDefault(bundle, List.of()).forEach(this::use);
    }

    /** Forgets a bundle that was uninstalled, or that hangs and will never say goodbye. */
    synchronized void forget(Bundle bundle) {
        published.remove(bundle);
        failures.remove(bundle);
        List<Offer> left = offers.remove(bundle);
        if (left != null) {
            List.copyOf(left).forEach(this::withdraw);
        }
    }

    private void use(Offer offer) {
        inUse.put(offer.place(), offer);
        tell(listener -> added(listener, offer));
    }

    @Override
    public synchronized void listen(PluginListener listener) {
        listeners.add(listener);
        inUse.values().forEach(offer -> added(listener, offer));
    }

    /** A listener that throws is at fault alone: the others are told, and the plugin stays. */
    private void tell(java.util.function.Consumer<PluginListener> message) {
        for (PluginListener listener : listeners) {
            try {
                message.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("a listener to plugins threw", e);
            }
        }
    }

    private static void added(PluginListener listener, Offer offer) {
        switch (offer.kind()) {
            case AGENT -> listener.agentAdded((Agent) offer.service());
            case VENUE -> listener.venueAdded((Venue) offer.service());
            case CONNECTOR -> listener.connectorAdded((Connector) offer.service());
            case VENUE_PROCESS -> {
                // Asked for when it is needed; nobody waits for one.
            }
        }
    }

    private static void removed(PluginListener listener, Offer offer) {
        switch (offer.kind()) {
            case AGENT -> listener.agentRemoved(AgentId.of(offer.key()));
            case VENUE -> listener.venueRemoved(VenueId.of(offer.key()));
            case CONNECTOR -> listener.connectorRemoved(offer.key());
            case VENUE_PROCESS -> {
                // As above.
            }
        }
    }

    @Override
    public synchronized List<Agent> agents() {
        return inUse.values().stream()
                .filter(offer -> offer.kind() == Offer.Kind.AGENT)
                .map(offer -> (Agent) offer.service())
                .toList();
    }

    @Override
    public synchronized Optional<Venue> venue(VenueId id) {
        return lookUp(Offer.Kind.VENUE, id.value()).map(Venue.class::cast);
    }

    @Override
    public synchronized Optional<Connector> connector(String name) {
        return lookUp(Offer.Kind.CONNECTOR, name).map(Connector.class::cast);
    }

    @Override
    public synchronized Optional<VenueProcess> venueProcess() {
        return inUse.values().stream()
                .filter(offer -> offer.kind() == Offer.Kind.VENUE_PROCESS)
                .map(offer -> (VenueProcess) offer.service())
                .findFirst();
    }

    private Optional<Object> lookUp(Offer.Kind kind, String key) {
        return Optional.ofNullable(inUse.get(kind + " " + key)).map(Offer::service);
    }

    @Override
    public void close() {
        trackers.forEach(ServiceTracker::close);
    }
}
