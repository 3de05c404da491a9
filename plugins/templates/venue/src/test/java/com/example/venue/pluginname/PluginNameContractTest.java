package com.example.venue.pluginname;

import io.portcullis.spi.Venue;
import io.portcullis.testkit.VenueContractTest;

/** What holds for every venue: accepts before it fills, never twice, never more than ordered, knows what became of an order, ... */
class PluginNameContractTest extends VenueContractTest {
    @Override
    protected Venue newVenue() {
        return new PluginNameVenue(PluginNameVenueTest.DEFAULTS);
    }
}
