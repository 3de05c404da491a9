package io.portcullis.connector.generated;

/**
 * One day's logarithmic returns of a factor or an instrument.
 *
 * @param overnight from the last close to the open
 * @param intraday from the open to the close
 * @param intradayVolatility standard deviation of the part behind the open
 */
record DayReturns(double overnight, double intraday, double intradayVolatility) {
    private static final double OVERNIGHT_SHARE = 0.25;

    /** Draws a day: a quarter of the drift and of the variance falls into the night. */
    static DayReturns draw(SeededRandom random, double drift, double volatility) {
        double night = volatility * StrictMath.sqrt(OVERNIGHT_SHARE);
        double day = volatility * StrictMath.sqrt(1 - OVERNIGHT_SHARE);
        return new DayReturns(
                drift * OVERNIGHT_SHARE + night * random.fatTailed(),
                drift * (1 - OVERNIGHT_SHARE) + day * random.fatTailed(),
                day);
    }

    DayReturns times(double factor) {
        return new DayReturns(overnight * factor, intraday * factor, intradayVolatility * factor);
    }

    /** The sum of independent returns. */
    DayReturns plus(DayReturns other) {
        return new DayReturns(
                overnight + other.overnight,
                intraday + other.intraday,
                StrictMath.sqrt(
                        intradayVolatility * intradayVolatility + other.intradayVolatility * other.intradayVolatility));
    }

    DayReturns plusOvernight(double jump) {
        return new DayReturns(overnight + jump, intraday, intradayVolatility);
    }
}
