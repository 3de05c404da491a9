package io.portcullis.engine.gate.facts;

/**
 * Counts of the engine, by engine time.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Counters {
    private double ordersThisSecond;
    private double ordersToday;
    private double deniedToday;
    private double fillsToday;
    private double pendingOrders;
    private double messagesThisSecond;
    private double ordersPerFill;

    @Meaning(value = "Orders judged in this second, this one included.", unit = Unit.COUNT, min = 0)
    public double getOrdersThisSecond() {
        return ordersThisSecond;
    }

    /** Sets ordersThisSecond; see the getter. */
    public void setOrdersThisSecond(double value) {
        ordersThisSecond = value;
    }

    @Meaning(value = "Orders judged since the last day roll, this one included.", unit = Unit.COUNT, min = 0)
    public double getOrdersToday() {
        return ordersToday;
    }

    /** Sets ordersToday; see the getter. */
    public void setOrdersToday(double value) {
        ordersToday = value;
    }

    @Meaning(value = "Orders denied since the last day roll.", unit = Unit.COUNT, min = 0)
    public double getDeniedToday() {
        return deniedToday;
    }

    /** Sets deniedToday; see the getter. */
    public void setDeniedToday(double value) {
        deniedToday = value;
    }

    @Meaning(value = "Fills since the last day roll.", unit = Unit.COUNT, min = 0)
    public double getFillsToday() {
        return fillsToday;
    }

    /** Sets fillsToday; see the getter. */
    public void setFillsToday(double value) {
        fillsToday = value;
    }

    @Meaning(value = "Orders sent or about to be sent, and not done.", unit = Unit.COUNT, min = 0)
    public double getPendingOrders() {
        return pendingOrders;
    }

    /** Sets pendingOrders; see the getter. */
    public void setPendingOrders(double value) {
        pendingOrders = value;
    }

    @Meaning(
            value = "What is sent to the venue in this second: orders judged, exits and cancels, this order included.",
            unit = Unit.COUNT,
            min = 0)
    public double getMessagesThisSecond() {
        return messagesThisSecond;
    }

    /** Sets messagesThisSecond; see the getter. */
    public void setMessagesThisSecond(double value) {
        messagesThisSecond = value;
    }

    @Meaning(
            value =
                    "Orders judged since the last day roll, this one included, for each fill since; all of them while there is no fill.",
            unit = Unit.COUNT,
            min = 0)
    public double getOrdersPerFill() {
        return ordersPerFill;
    }

    /** Sets ordersPerFill; see the getter. */
    public void setOrdersPerFill(double value) {
        ordersPerFill = value;
    }
}
