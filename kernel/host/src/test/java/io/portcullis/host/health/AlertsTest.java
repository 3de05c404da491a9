package io.portcullis.host.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlertsTest {
    private final Alerts alerts = new Alerts();

    @Test
    void shouldKeepAnAlertUntilItIsOverAndCountItOnce() {
        alerts.raise("disk", "10 MiB are free");
        alerts.raise("disk", "9 MiB are free");
        alerts.raise("clock", "it jumped");
        assertThat(alerts.active()).containsEntry("disk", "9 MiB are free").containsKey("clock");
        assertThat(alerts.raised()).isEqualTo(2);
        alerts.clear("disk");
        alerts.clear("disk");
        assertThat(alerts.active()).containsOnlyKeys("clock");
    }
}
