package io.portcullis.store;

import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;

/**
 * An execution as the log has it, once however often the venue reported it.
 *
 * @param position position of the first report of it
 * @param venue where it traded
 * @param fill the execution
 */
public record RecordedFill(long position, VenueId venue, Fill fill) {}
