package io.portcullis.venue.simulated;

import io.portcullis.spi.Venue;
import io.portcullis.testkit.VenueContractTest;

/** The market in this process keeps the contract of every venue. */
class SimulatedVenueContractTest extends VenueContractTest {
    @Override
    protected Venue newVenue() {
        return new SimulatedVenue(VenueFixture.settings(0.5));
    }
}
