package io.portcullis.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueReport;
import io.portcullis.spi.VenueListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A remote venue and what it has been told. */
final class RemoteClient implements VenueListener, AutoCloseable {
    final RemoteVenue venue;
    private final List<VenueReport> reports = new ArrayList<>();
    final List<Boolean> links = new CopyOnWriteArrayList<>();

    RemoteClient(int port) {
        venue = new RemoteVenue(VenueId.of("simulated"), new InetSocketAddress("127.0.0.1", port));
        venue.open(this);
    }

    void awaitLinks(Boolean... wanted) {
        await().untilAsserted(() -> assertThat(links).containsExactly(wanted));
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(2));
    }

    void buy(String id, String limit) {
        venue.submit(VenueFixture.order(id, Side.BUY, 10, limit, TimeInForce.DAY, 1));
    }

    VenueReport query(String id) {
        return venue.query(ClientOrderId.of(id));
    }

    synchronized int count() {
        return reports.size();
    }

    List<Fill> fills() {
        return reports().stream()
                .filter(VenueReport.Filled.class::isInstance)
                .map(report -> ((VenueReport.Filled) report).fill())
                .toList();
    }

    synchronized List<VenueReport> reports() {
        return List.copyOf(reports);
    }

    @Override
    public synchronized void onReport(VenueReport report) {
        reports.add(report);
    }

    @Override
    public void onLink(boolean up) {
        links.add(up);
    }

    @Override
    public void close() {
        venue.close();
    }
}
