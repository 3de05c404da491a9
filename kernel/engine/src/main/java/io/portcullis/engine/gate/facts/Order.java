package io.portcullis.engine.gate.facts;

/**
 * The order under judgement.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Order {
    private String orderId = "";
    private String account = "";
    private String trader = "";
    private String side = "";
    private String type = "";
    private String timeInForce = "";
    private String source = "";
    private boolean buy;
    private boolean market;
    private boolean reducing;
    private boolean shortSale;
    private double quantity;
    private double price;
    private double notional;
    private double collarBps;
    private String venue = "";
    private boolean onTick;
    private boolean attributed;
    private boolean crossesOwn;
    private double repeats;
    private double slicedQuantity;
    private double slicedNotional;
    private double collarWindowBps;
    private double parentQuantity;
    private double childrenQuantity;
    private double children;

    @Meaning("Our identifier of the order.")
    public String getOrderId() {
        return orderId;
    }

    /** Sets orderId; see the getter. */
    public void setOrderId(String value) {
        orderId = value;
    }

    @Meaning("The account.")
    public String getAccount() {
        return account;
    }

    /** Sets account; see the getter. */
    public void setAccount(String value) {
        account = value;
    }

    @Meaning("To whom it is attributed.")
    public String getTrader() {
        return trader;
    }

    /** Sets trader; see the getter. */
    public void setTrader(String value) {
        trader = value;
    }

    @Meaning(
            value = "BUY or SELL.",
            oneOf = {"BUY", "SELL"})
    public String getSide() {
        return side;
    }

    /** Sets side; see the getter. */
    public void setSide(String value) {
        side = value;
    }

    @Meaning(
            value = "MARKET or LIMIT.",
            oneOf = {"MARKET", "LIMIT"})
    public String getType() {
        return type;
    }

    /** Sets type; see the getter. */
    public void setType(String value) {
        type = value;
    }

    @Meaning(
            value = "DAY, IMMEDIATE_OR_CANCEL or AT_THE_OPENING.",
            oneOf = {"DAY", "IMMEDIATE_OR_CANCEL", "AT_THE_OPENING"})
    public String getTimeInForce() {
        return timeInForce;
    }

    /** Sets timeInForce; see the getter. */
    public void setTimeInForce(String value) {
        timeInForce = value;
    }

    @Meaning(
            value = "AGENTS for the engine's own orders, API for those of people and systems.",
            oneOf = {"AGENTS", "API"})
    public String getSource() {
        return source;
    }

    /** Sets source; see the getter. */
    public void setSource(String value) {
        source = value;
    }

    @Meaning("True for a buy.")
    public boolean isBuy() {
        return buy;
    }

    /** Sets buy; see the getter. */
    public void setBuy(boolean value) {
        buy = value;
    }

    @Meaning("True for a market order.")
    public boolean isMarket() {
        return market;
    }

    /** Sets market; see the getter. */
    public void setMarket(boolean value) {
        market = value;
    }

    @Meaning("True when it can only lower the worst-case absolute position: exits and cancels are "
            + "never refused by size, cash, notional or ordinary rate rules.")
    public boolean isReducing() {
        return reducing;
    }

    /** Sets reducing; see the getter. */
    public void setReducing(boolean value) {
        reducing = value;
    }

    @Meaning("True when the worst-case position after it is below zero.")
    public boolean isShortSale() {
        return shortSale;
    }

    /** Sets shortSale; see the getter. */
    public void setShortSale(boolean value) {
        shortSale = value;
    }

    @Meaning(value = "Shares.", unit = Unit.SHARES, min = 0)
    public double getQuantity() {
        return quantity;
    }

    /** Sets quantity; see the getter. */
    public void setQuantity(double value) {
        quantity = value;
    }

    @Meaning(
            value = "The price it is valued at, in account currency: its limit, or the collar's far side for "
                    + "a market order.",
            unit = Unit.PRICE,
            min = 0)
    public double getPrice() {
        return price;
    }

    /** Sets price; see the getter. */
    public void setPrice(double value) {
        price = value;
    }

    @Meaning(value = "Quantity times price, account currency.", unit = Unit.MONEY, min = 0)
    public double getNotional() {
        return notional;
    }

    /** Sets notional; see the getter. */
    public void setNotional(double value) {
        notional = value;
    }

    @Meaning(
            value = "How far its price lies on the aggressive side of the reference, basis points; negative "
                    + "when passive.",
            unit = Unit.BPS)
    public double getCollarBps() {
        return collarBps;
    }

    /** Sets collarBps; see the getter. */
    public void setCollarBps(double value) {
        collarBps = value;
    }

    /** Where it would be sent: it says which rows of limits.csv apply. No field of rules. */
    public String getVenue() {
        return venue;
    }

    /** Sets venue; see the getter. */
    public void setVenue(String value) {
        venue = value;
    }

    @Meaning(
            "True when its limit is a whole number of ticks, a cent, or a hundredth of one below one dollar; true for a market order.")
    public boolean isOnTick() {
        return onTick;
    }

    /** Sets onTick; see the getter. */
    public void setOnTick(boolean value) {
        onTick = value;
    }

    @Meaning("True when it names an account, and a trader or agents, that are known here.")
    public boolean isAttributed() {
        return attributed;
    }

    /** Sets attributed; see the getter. */
    public void setAttributed(boolean value) {
        attributed = value;
    }

    @Meaning("True when an order of ours that still works on the other side could trade with it.")
    public boolean isCrossesOwn() {
        return crossesOwn;
    }

    /** Sets crossesOwn; see the getter. */
    public void setCrossesOwn(boolean value) {
        crossesOwn = value;
    }

    @Meaning(
            value =
                    "Orders of the last ten seconds that say the same (trader, instrument, side, quantity, limit), passed, and still work or have traded; this one not included.",
            unit = Unit.COUNT,
            min = 0)
    public double getRepeats() {
        return repeats;
    }

    /** Sets repeats; see the getter. */
    public void setRepeats(double value) {
        repeats = value;
    }

    @Meaning(
            value =
                    "Shares that passed on its side of its instrument in the last five minutes, this order included, while an order there was denied for its size in that time; 0 while none was.",
            unit = Unit.SHARES,
            min = 0)
    public double getSlicedQuantity() {
        return slicedQuantity;
    }

    /** Sets slicedQuantity; see the getter. */
    public void setSlicedQuantity(double value) {
        slicedQuantity = value;
    }

    @Meaning(value = "As slicedQuantity, valued at the orders' prices, account currency.", unit = Unit.MONEY, min = 0)
    public double getSlicedNotional() {
        return slicedNotional;
    }

    /** Sets slicedNotional; see the getter. */
    public void setSlicedNotional(double value) {
        slicedNotional = value;
    }

    @Meaning(
            value =
                    "How far its price lies beyond the least aggressive one that passed on its side in the last five minutes, basis points; 0 without one.",
            unit = Unit.BPS)
    public double getCollarWindowBps() {
        return collarWindowBps;
    }

    /** Sets collarWindowBps; see the getter. */
    public void setCollarWindowBps(double value) {
        collarWindowBps = value;
    }

    @Meaning(
            value =
                    "Shares of the order that this one is a part of, the fewest that any part of it has named; 0 for an order of its own.",
            unit = Unit.SHARES,
            min = 0)
    public double getParentQuantity() {
        return parentQuantity;
    }

    /** Sets parentQuantity; see the getter. */
    public void setParentQuantity(double value) {
        parentQuantity = value;
    }

    @Meaning(
            value =
                    "Shares of the parts of that order that traded or may still, this one included; 0 for an order of its own.",
            unit = Unit.SHARES,
            min = 0)
    public double getChildrenQuantity() {
        return childrenQuantity;
    }

    /** Sets childrenQuantity; see the getter. */
    public void setChildrenQuantity(double value) {
        childrenQuantity = value;
    }

    @Meaning(
            value = "Parts of that order that passed, this one included; 0 for an order of its own.",
            unit = Unit.COUNT,
            min = 0)
    public double getChildren() {
        return children;
    }

    /** Sets children; see the getter. */
    public void setChildren(double value) {
        children = value;
    }
}
