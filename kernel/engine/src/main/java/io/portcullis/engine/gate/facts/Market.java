package io.portcullis.engine.gate.facts;

/**
 * The market that the order is valued against.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Market {
    private double reference;
    private double bid;
    private double ask;
    private double spreadBps;
    private double averageDailyVolume;
    private double dailyVolatility;
    private double participation;
    private double ageSeconds;
    private boolean halted;
    private double slicedParticipation;

    @Meaning(value = "The mark: last price, account currency.", unit = Unit.PRICE, min = 0)
    public double getReference() {
        return reference;
    }

    /** Sets reference; see the getter. */
    public void setReference(double value) {
        reference = value;
    }

    @Meaning(value = "Best bid; 0 when there is none.", unit = Unit.PRICE, min = 0)
    public double getBid() {
        return bid;
    }

    /** Sets bid; see the getter. */
    public void setBid(double value) {
        bid = value;
    }

    @Meaning(value = "Best offer; 0 when there is none.", unit = Unit.PRICE, min = 0)
    public double getAsk() {
        return ask;
    }

    /** Sets ask; see the getter. */
    public void setAsk(double value) {
        ask = value;
    }

    @Meaning(value = "Quoted spread, basis points of the mid; 0 when there is none.", unit = Unit.BPS)
    public double getSpreadBps() {
        return spreadBps;
    }

    /** Sets spreadBps; see the getter. */
    public void setSpreadBps(double value) {
        spreadBps = value;
    }

    @Meaning(value = "Shares a day, mean of 20 days; 0 when unknown.", unit = Unit.SHARES, min = 0)
    public double getAverageDailyVolume() {
        return averageDailyVolume;
    }

    /** Sets averageDailyVolume; see the getter. */
    public void setAverageDailyVolume(double value) {
        averageDailyVolume = value;
    }

    @Meaning(
            value = "Standard deviation of daily log returns, fraction; 0 when unknown.",
            unit = Unit.FRACTION,
            min = 0)
    public double getDailyVolatility() {
        return dailyVolatility;
    }

    /** Sets dailyVolatility; see the getter. */
    public void setDailyVolatility(double value) {
        dailyVolatility = value;
    }

    @Meaning(value = "Order quantity over average daily volume; 0 when that is unknown.", unit = Unit.FRACTION, min = 0)
    public double getParticipation() {
        return participation;
    }

    /** Sets participation; see the getter. */
    public void setParticipation(double value) {
        participation = value;
    }

    @Meaning(value = "Age of the reference, seconds of engine time.", unit = Unit.SECONDS)
    public double getAgeSeconds() {
        return ageSeconds;
    }

    /** Sets ageSeconds; see the getter. */
    public void setAgeSeconds(double value) {
        ageSeconds = value;
    }

    @Meaning("True while trading in it is stopped.")
    public boolean isHalted() {
        return halted;
    }

    /** Sets halted; see the getter. */
    public void setHalted(boolean value) {
        halted = value;
    }

    @Meaning(
            value = "As order.slicedQuantity, over average daily volume; 0 when that is unknown.",
            unit = Unit.FRACTION,
            min = 0)
    public double getSlicedParticipation() {
        return slicedParticipation;
    }

    /** Sets slicedParticipation; see the getter. */
    public void setSlicedParticipation(double value) {
        slicedParticipation = value;
    }
}
