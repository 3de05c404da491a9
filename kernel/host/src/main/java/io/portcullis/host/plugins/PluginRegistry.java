package io.portcullis.host.plugins;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.signals.agent.ForeignFailure;
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
import java.util.function.Consumer;
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
 *
 * <p>Nobody is told anything while the lock is held: a listener that waits for one plugin holds up no other.
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
    /** Venues whose plugin starts anew: by place, what to tell when it does not come back. */
    private final Map<String, Vacancy> vacant = new TreeMap<>();

    private final Set<Bundle> pausing = new HashSet<>();
    private boolean closed;

    /**
     * A place that is kept free for a plugin.
     *
     * @param plugin whose it was
     * @param key identifier of the service
     */
    private record Vacancy(String plugin, String key) {}

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
            if (service instanceof Agent agent && agent.inputs() == null) {
                return failed(bundle, "its " + kind + " has no inputs");
            }
            Offer offer = new Offer(bundle, kind, key(kind, service), service);
            offered(offer);
            return offer;
        } catch (Throwable e) {
            return failed(bundle, "its " + kind + " threw " + ForeignFailure.describe(e));
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

    private void offered(Offer offer) {
        List<PluginListener> audience = List.of();
        synchronized (this) {
            offers.computeIfAbsent(offer.bundle(), any -> new ArrayList<>()).add(offer);
            if (published.contains(offer.bundle())) {
                take(offer);
                audience = audience();
            }
        }
        tell(audience, listener -> added(listener, offer));
    }

    private void take(Offer offer) {
        inUse.put(offer.place(), offer);
        vacant.remove(offer.place());
    }

    private void withdraw(Offer offer) {
        List<PluginListener> audience;
        boolean pauses;
        synchronized (this) {
            offers.getOrDefault(offer.bundle(), List.of()).remove(offer);
            if (!inUse.remove(offer.place(), offer)) {
                return;
            }
            audience = audience();
            pauses = offer.kind() == Offer.Kind.VENUE && pausing.contains(offer.bundle());
            if (pauses) {
                vacant.put(offer.place(), new Vacancy(offer.bundle().getSymbolicName(), offer.key()));
            }
        }
        if (pauses) {
            tell(audience, listener -> listener.venuePaused(VenueId.of(offer.key())));
        } else {
            tell(audience, listener -> removed(listener, offer.kind(), offer.key()));
        }
    }

    /** A bundle is about to stop, and to be started anew. */
    synchronized void pause(Bundle bundle) {
        pausing.add(bundle);
    }

    /** What a plugin should have brought back by now and has not, is gone. */
    void endPause(String plugin) {
        List<Vacancy> left;
        List<PluginListener> audience;
        synchronized (this) {
            left = vacant.values().stream()
                    .filter(vacancy -> vacancy.plugin().equals(plugin))
                    .toList();
            vacant.values().removeAll(left);
            audience = audience();
        }
        left.forEach(vacancy -> tell(audience, listener -> removed(listener, Offer.Kind.VENUE, vacancy.key())));
    }

    /** Those who are told now. After the end nobody is: a server that stops loses no plugin. */
    private List<PluginListener> audience() {
        return closed ? List.of() : List.copyOf(listeners);
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

    /**
     * From here on the bundle's services are in use.
     *
     * @return what those who use them object to; empty when they took them all
     */
    List<String> publish(Bundle bundle) {
        List<Offer> news;
        List<PluginListener> audience;
        synchronized (this) {
            published.add(bundle);
            news = List.copyOf(offers.getOrDefault(bundle, List.of()));
            news.forEach(this::take);
            audience = audience();
        }
        List<String> objections = new ArrayList<>();
        news.forEach(offer -> objections.addAll(tell(audience, listener -> added(listener, offer))));
        return objections;
    }

    /** Whether all of a bundle's services are in use. */
    synchronized boolean isInUse(Bundle bundle) {
        List<Offer> all = offers.getOrDefault(bundle, List.of());
        return !all.isEmpty() && all.stream().allMatch(offer -> inUse.get(offer.place()) == offer);
    }

    /** The bundle that a service belongs to. */
    synchronized Optional<Bundle> owner(Object service) {
        return offers.values().stream()
                .flatMap(List::stream)
                .filter(offer -> offer.service() == service)
                .map(Offer::bundle)
                .findFirst();
    }

    /** Forgets a bundle that was uninstalled, or that hangs and will never say goodbye. */
    void forget(Bundle bundle) {
        List<Offer> left;
        synchronized (this) {
            published.remove(bundle);
            failures.remove(bundle);
            left = List.copyOf(offers.getOrDefault(bundle, List.of()));
        }
        left.forEach(this::withdraw);
        synchronized (this) {
            offers.remove(bundle);
            pausing.remove(bundle);
        }
    }

    /** What is there already is told under the lock, so that nothing of it goes unnoticed meanwhile. */
    @Override
    public synchronized void listen(PluginListener listener) {
        listeners.add(listener);
        inUse.values().forEach(offer -> added(listener, offer));
    }

    /** A listener that fails is at fault alone: the others are told. One that objects is heard. */
    private static List<String> tell(List<PluginListener> audience, Consumer<PluginListener> message) {
        List<String> objections = new ArrayList<>();
        for (PluginListener listener : audience) {
            try {
                message.accept(listener);
            } catch (PluginUnusableException e) {
                objections.add(e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("a listener to plugins threw", e);
            }
        }
        return objections;
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

    private static void removed(PluginListener listener, Offer.Kind kind, String key) {
        switch (kind) {
            case AGENT -> listener.agentRemoved(AgentId.of(key));
            case VENUE -> listener.venueRemoved(VenueId.of(key));
            case CONNECTOR -> listener.connectorRemoved(key);
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

    /** The end: whatever goes from now on goes because the server stops. */
    synchronized void silence() {
        closed = true;
    }

    @Override
    public void close() {
        silence();
        trackers.forEach(ServiceTracker::close);
    }
}
