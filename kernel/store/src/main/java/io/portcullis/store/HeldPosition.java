package io.portcullis.store;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Quantity;

/**
 * Shares held in one instrument.
 *
 * @param instrument whose shares
 * @param quantity how many, negative when short
 * @param position log position of the last event that changed it
 */
public record HeldPosition(InstrumentId instrument, Quantity quantity, long position) {}
