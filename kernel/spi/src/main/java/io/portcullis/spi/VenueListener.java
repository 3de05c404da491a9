package io.portcullis.spi;

import io.portcullis.model.order.VenueReport;

/** What a venue tells the kernel. Thread-safe: any thread, without blocking for long. */
public interface VenueListener {
    /** A report on an order; the same execution may be reported again. */
    void onReport(VenueReport report);

    /** The link to the venue came up or went down. */
    void onLink(boolean up);
}
