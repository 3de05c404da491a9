package com.example.venue.pluginname;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.order.Fill;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.Orders;
import io.portcullis.testkit.RecordingVenueListener;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PluginNameVenueTest {
    static final PluginNameSettings DEFAULTS = new PluginNameSettings(CurrencyCode.USD, 0.005);

    private static final LocalDate MONDAY = LocalDate.of(2024, 3, 4);
    private static final LocalDate TUESDAY = LocalDate.of(2024, 3, 5);

    /** 200 shares at half a cent each. */
    @Test
    void shouldFillAtTheOpenAndChargeTheFee() {
        PluginNameVenue venue = new PluginNameVenue(DEFAULTS);
        RecordingVenueListener listener = new RecordingVenueListener();
        venue.open(listener);
        venue.submit(Orders.buy("AAA", 200)
                .limit(103)
                .atTheOpening()
                .id("o-1")
                .at(TradingDays.closeNanos(MONDAY))
                .newOrder());
        venue.onMarket(Bars.of("AAA").on(TUESDAY).open(102).close(104).build());
        venue.advanceTo(TradingDays.openNanos(TUESDAY));
        Fill fill = listener.fills("o-1").get(0);
        assertThat(fill.price().toDouble()).isEqualTo(102);
        assertThat(fill.fee().toDouble()).isEqualTo(1);
        assertThat(fill.eventTimeNanos()).isEqualTo(TradingDays.openNanos(TUESDAY));
    }
}
