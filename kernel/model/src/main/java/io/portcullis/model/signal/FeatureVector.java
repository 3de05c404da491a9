package io.portcullis.model.signal;

import io.portcullis.model.id.InstrumentId;

/**
 * The features of one instrument at one instant, in the order of its frame's {@link FeatureFrame#names()} (step 2).
 *
 * <p>A missing value is NaN. Immutable by contract: the array is shared, never written after construction.
 *
 * @param instrument whose features
 * @param sector its sector, {@code none} when unknown
 * @param tradable whether it may be traded today
 * @param values one double per name
 */
public record FeatureVector(InstrumentId instrument, String sector, boolean tradable, double[] values) {}
