package io.portcullis.spi;

import io.portcullis.model.signal.FeatureVector;

/**
 * Which names are worth an opinion: those that may be traded, move, and are traded enough. The reasons are the same for every
 * agent, so that abstentions can be added up over agents. Immutable.
 *
 * @param priceMin lowest price, in the instrument's currency
 * @param dollarVolumeMin lowest mean value traded a day, in the instrument's currency
 */
public record Tradability(double priceMin, double dollarVolumeMin) {
    /**
     * What speaks against a name; null when nothing does. What is not known (NaN) speaks against it.
     *
     * @param row the name
     * @param volatility standard deviation of its returns
     * @param close its price
     * @param dollarVolume mean value traded a day
     */
    public String objection(FeatureVector row, double volatility, double close, double dollarVolume) {
        if (!row.tradable()) {
            return "not tradable";
        }
        return volatility > 0 ? objection(close, dollarVolume) : "no volatility";
    }

    /** The same of price and value traded alone. */
    public String objection(double close, double dollarVolume) {
        if (!(close >= priceMin)) {
            return "price below the minimum";
        }
        return dollarVolume >= dollarVolumeMin ? null : "too little traded";
    }
}
