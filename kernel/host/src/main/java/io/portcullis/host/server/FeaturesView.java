package io.portcullis.host.server;

import java.util.List;

/**
 * The features of one instrument as of a moment.
 *
 * @param instrument whose
 * @param asOf the moment, UTC
 * @param features each that was ever known, in the order of their names
 */
public record FeaturesView(String instrument, String asOf, List<FeatureView> features) {
    /**
     * One feature.
     *
     * @param name its name
     * @param value null when it is known that there is none
     * @param knownAt from when on it was known, UTC
     * @param stale true when it is older than the store's limit
     */
    public record FeatureView(String name, Double value, String knownAt, boolean stale) {}
}
