package io.portcullis.connector.generated;

/** The market's mood: a Markov chain, stepped once a day. Drift and volatility are those of the market factor, a year. */
enum Regime {
    BULL(0.14, 0.12),
    BEAR(-0.15, 0.22),
    CRASH(-1.20, 0.50);

    static final double TRADING_DAYS = 252;

    private final double driftPerYear;
    private final double volatilityPerYear;

    Regime(double driftPerYear, double volatilityPerYear) {
        this.driftPerYear = driftPerYear;
        this.volatilityPerYear = volatilityPerYear;
    }

    /** Tomorrow's regime. A bull market lasts about 110 days, a bear market 55, a crash 8. */
    Regime next(SeededRandom random) {
        double u = random.uniform();
        return switch (this) {
            case BULL -> choose(u, 0.0075, BEAR, 0.0015, CRASH);
            case BEAR -> choose(u, 0.0140, BULL, 0.0040, CRASH);
            case CRASH -> choose(u, 0.0800, BEAR, 0.0400, BULL);
        };
    }

    private Regime choose(double u, double first, Regime toFirst, double second, Regime toSecond) {
        if (u <= first) {
            return toFirst;
        }
        return u <= first + second ? toSecond : this;
    }

    double driftPerDay() {
        return driftPerYear / TRADING_DAYS;
    }

    double volatilityPerDay() {
        return volatilityPerYear / StrictMath.sqrt(TRADING_DAYS);
    }

    /** How much busier and wilder everything is than in a bull market. */
    double stress() {
        return StrictMath.sqrt(volatilityPerYear / BULL.volatilityPerYear);
    }
}
