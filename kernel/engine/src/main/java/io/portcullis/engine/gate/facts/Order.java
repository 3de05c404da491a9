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

    /** Our identifier of the order. */
    public String getOrderId() {
        return orderId;
    }

    /** Sets orderId; see the getter. */
    public void setOrderId(String value) {
        orderId = value;
    }

    /** The account. */
    public String getAccount() {
        return account;
    }

    /** Sets account; see the getter. */
    public void setAccount(String value) {
        account = value;
    }

    /** To whom it is attributed. */
    public String getTrader() {
        return trader;
    }

    /** Sets trader; see the getter. */
    public void setTrader(String value) {
        trader = value;
    }

    /** BUY or SELL. */
    public String getSide() {
        return side;
    }

    /** Sets side; see the getter. */
    public void setSide(String value) {
        side = value;
    }

    /** MARKET or LIMIT. */
    public String getType() {
        return type;
    }

    /** Sets type; see the getter. */
    public void setType(String value) {
        type = value;
    }

    /** DAY, IMMEDIATE_OR_CANCEL or AT_THE_OPENING. */
    public String getTimeInForce() {
        return timeInForce;
    }

    /** Sets timeInForce; see the getter. */
    public void setTimeInForce(String value) {
        timeInForce = value;
    }

    /** AGENTS for the engine's own orders, API for those of people and systems. */
    public String getSource() {
        return source;
    }

    /** Sets source; see the getter. */
    public void setSource(String value) {
        source = value;
    }

    /** True for a buy. */
    public boolean isBuy() {
        return buy;
    }

    /** Sets buy; see the getter. */
    public void setBuy(boolean value) {
        buy = value;
    }

    /** True for a market order. */
    public boolean isMarket() {
        return market;
    }

    /** Sets market; see the getter. */
    public void setMarket(boolean value) {
        market = value;
    }

    /** True when it can only lower the worst-case absolute position: exits and cancels are never refused by size,
     * cash, notional or ordinary rate rules. */
    public boolean isReducing() {
        return reducing;
    }

    /** Sets reducing; see the getter. */
    public void setReducing(boolean value) {
        reducing = value;
    }

    /** True when the worst-case position after it is below zero. */
    public boolean isShortSale() {
        return shortSale;
    }

    /** Sets shortSale; see the getter. */
    public void setShortSale(boolean value) {
        shortSale = value;
    }

    /** Shares. */
    public double getQuantity() {
        return quantity;
    }

    /** Sets quantity; see the getter. */
    public void setQuantity(double value) {
        quantity = value;
    }

    /** The price it is valued at, in account currency: its limit, or the collar's far side for a market order. */
    public double getPrice() {
        return price;
    }

    /** Sets price; see the getter. */
    public void setPrice(double value) {
        price = value;
    }

    /** Quantity times price, account currency. */
    public double getNotional() {
        return notional;
    }

    /** Sets notional; see the getter. */
    public void setNotional(double value) {
        notional = value;
    }

    /** How far its price lies on the aggressive side of the reference, basis points; negative when passive. */
    public double getCollarBps() {
        return collarBps;
    }

    /** Sets collarBps; see the getter. */
    public void setCollarBps(double value) {
        collarBps = value;
    }
}
