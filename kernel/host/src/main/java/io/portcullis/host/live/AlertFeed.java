package io.portcullis.host.live;

import com.codahale.metrics.Counter;
import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.LimitsView;
import io.portcullis.ingest.bus.EventBus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of limits that are nearly used up: in the log, in a file for each day, on the bus and to a webhook. Each of the three goes its own
 * way, so that one that is down keeps the others from nothing; what was not told is counted.
 */
final class AlertFeed {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

    private final EventBus bus;
    private final Path folder;
    private final URI webhook;
    private final HttpClient http;
    private final Counter raised;
    private final Counter notOnBus;
    private final Counter notInFile;
    private final Counter notByWebhook;

    /**
     * A feed that tells nothing yet.
     *
     * @param folder where the files go
     * @param webhook where to; empty for nowhere
     */
    AlertFeed(EventBus bus, Path folder, String webhook, Metrics metrics) {
        this.bus = bus;
        this.folder = folder;
        this.webhook = webhook.isEmpty() ? null : URI.create(webhook);
        this.http = webhook.isEmpty()
                ? null
                : HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();
        this.raised = metrics.counter(Family.HEADROOM_ALERTS);
        this.notOnBus = metrics.counter(Family.HEADROOM_UNTOLD, "bus");
        this.notInFile = metrics.counter(Family.HEADROOM_UNTOLD, "file");
        this.notByWebhook = metrics.counter(Family.HEADROOM_UNTOLD, "webhook");
    }

    /** Tells one; waits for the file alone. */
    void tell(HeadroomWatch.Crossing crossing) {
        LimitsView.Row row = crossing.row();
        Instant now = Instant.now();
        LOG.warn(
                "{} % of {} of {} is used: {} of {} {}{}",
                crossing.level(),
                row.name(),
                row.scope(),
                row.used(),
                row.limit(),
                row.unit(),
                row.where().isEmpty() ? "" : ", by " + row.where());
        raised.inc();
        String json = json(crossing, now);
        if (!bus.publishAlert(json)) {
            notOnBus.inc();
        }
        write(json, now);
        if (webhook != null) {
            post(json);
        }
    }

    private static String json(HeadroomWatch.Crossing crossing, Instant now) {
        LimitsView.Row row = crossing.row();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", now.toString());
        fields.put("alert", "headroom");
        fields.put("level", crossing.level());
        fields.put("limit", row.name());
        fields.put("scope", row.scope());
        fields.put("where", row.where());
        fields.put("allowed", row.limit());
        fields.put("used", row.used());
        fields.put("pending", row.pending());
        fields.put("percent", row.percent());
        fields.put("unit", row.unit());
        fields.put("pack", crossing.limits().packHash());
        fields.put("asOfPosition", crossing.limits().asOfPosition());
        return Json.write(fields).strip();
    }

    private void write(String json, Instant now) {
        Path file = folder.resolve("headroom-" + LocalDate.ofInstant(now, ZoneOffset.UTC) + ".jsonl");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            notInFile.inc();
            LOG.warn("the alert could not be written into {}: {}", file, e.toString());
        }
    }

    private void post(String json) {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        http.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failed) -> {
            if (failed != null || answer.statusCode() >= 300) {
                notByWebhook.inc();
                LOG.warn(
                        "the webhook of etc/gate.cfg did not take an alert: {}",
                        failed == null ? "status " + answer.statusCode() : failed.toString());
            }
        });
    }
}
