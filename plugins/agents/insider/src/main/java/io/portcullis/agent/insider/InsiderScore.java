package io.portcullis.agent.insider;

/** The formulas. */
final class InsiderScore {
    static final double HALF_LIFE_DAYS = 45;
    private static final double VALUE_UNIT = 10_000;

    private InsiderScore() {}

    /**
     * What one insider's money says.
     *
     * @param role weight of the place
     * @param value what was paid, in currency
     * @param ageDays days since the last of it was filed
     */
    static double part(double role, double value, double ageDays) {
        return role * StrictMath.log(1 + value / VALUE_UNIT) * StrictMath.pow(0.5, ageDays / HALF_LIFE_DAYS);
    }
}
