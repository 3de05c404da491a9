package io.portcullis.host.http;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The metrics in Prometheus' text format. */
final class MetricsText {
    private final DropwizardExports exports;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    MetricsText(MetricRegistry metrics) {
        this.exports = new DropwizardExports(metrics);
    }

    String contentType() {
        return writer.getContentType();
    }

    String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, exports.collect(), EscapingScheme.UNDERSCORE_ESCAPING);
        return out.toString(StandardCharsets.UTF_8);
    }
}
