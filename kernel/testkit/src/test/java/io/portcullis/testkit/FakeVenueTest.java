package io.portcullis.testkit;

import io.portcullis.spi.Venue;

class FakeVenueTest extends VenueContractTest {
    @Override
    protected Venue newVenue() {
        return FakeVenue.named("fake");
    }
}
