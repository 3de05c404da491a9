package io.portcullis.agent.flow;

import io.portcullis.indicators.Ewma;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.OptionRight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is bought and sold in the options of one name, day by day. Not thread-safe. */
final class OptionFlow {
    private static final int CONTRACTS_MAX = 5_000;
    private static final int DAYS_MIN = 10;
    private static final double HALF_LIFE_DAYS = 20;
    private static final double SHARES_PER_CONTRACT = 100;
    private static final double UNUSUAL = 3;

    /** What the day said of one contract; NaN where it said nothing. Not thread-safe. */
    private static final class Contract {
        private boolean call;
        private double price = Double.NaN;
        private double priceBefore = Double.NaN;
        private double volume;
        private double bid = Double.NaN;
        private double ask = Double.NaN;
        private double openInterest;

        void on(OptionPrint print) {
            call = print.right() == OptionRight.CALL;
            SortedMap<String, Double> values = print.values();
            switch (print.kind()) {
                case "T" -> {
                    price = values.getOrDefault("close", Double.NaN);
                    volume = values.getOrDefault("volume", 0.0);
                }
                case "Q" -> {
                    bid = values.getOrDefault("bid_close", Double.NaN);
                    ask = values.getOrDefault("ask_close", Double.NaN);
                }
                case "OI" -> openInterest = values.getOrDefault("open_interest", 0.0);
                default -> {
                    // Greeks and whatever else a source may say.
                }
            }
        }

        /** 1 for bought, -1 for sold, 0 when it cannot be told. */
        int side() {
            return OptionFlow.side(price, bid, ask, priceBefore);
        }

        void newDay() {
            priceBefore = Double.isNaN(price) ? priceBefore : price;
            price = Double.NaN;
            volume = 0;
            bid = Double.NaN;
            ask = Double.NaN;
        }
    }

    private final SortedMap<String, Contract> contracts = new TreeMap<>();
    private final Ewma volumes = Ewma.ofHalfLife(HALF_LIFE_DAYS);
    private final Ewma volumeSquares = Ewma.ofHalfLife(HALF_LIFE_DAYS);
    private final Ewma premiumSquares = Ewma.ofHalfLife(HALF_LIFE_DAYS);
    private long dayNanos = Long.MIN_VALUE;
    private int days;

    /** By the closing quote: at or above the offer bought, at or below the bid sold, between them by the tick. */
    static int side(double price, double bid, double ask, double priceBefore) {
        if (price >= ask) {
            return 1;
        }
        if (price <= bid) {
            return -1;
        }
        return price > priceBefore ? 1 : price < priceBefore ? -1 : 0;
    }

    void on(OptionPrint print) {
        if (print.eventTimeNanos() > dayNanos) {
            endDay();
            dayNanos = print.eventTimeNanos();
        }
        String key = print.expiry() + " " + print.right() + " " + print.strike();
        Contract contract = contracts.get(key);
        if (contract == null && contracts.size() < CONTRACTS_MAX) {
            contract = new Contract();
            contracts.put(key, contract);
        }
        if (contract != null) {
            contract.on(print);
        }
    }

    private void endDay() {
        if (volume() > 0) {
            volumes.add(volume());
            volumeSquares.add(volume() * volume());
            premiumSquares.add(signedPremium() * signedPremium());
            days++;
        }
        contracts.values().forEach(Contract::newDay);
    }

    /** Contracts traded on the day. */
    double volume() {
        return contracts.values().stream()
                .mapToDouble(contract -> contract.volume)
                .sum();
    }

    /** Premium that bets on a rise, less premium that bets on a fall, in currency. */
    double signedPremium() {
        double sum = 0;
        for (Contract contract : contracts.values()) {
            if (contract.volume > 0) {
                int bet = contract.side() * (contract.call ? 1 : -1);
                sum += bet * contract.price * contract.volume * SHARES_PER_CONTRACT;
            }
        }
        return sum;
    }

    /** Bought puts for each bought call; NaN when no call was bought. */
    double putsPerCall() {
        double puts = 0;
        double calls = 0;
        for (Contract contract : contracts.values()) {
            if (contract.side() > 0) {
                puts += contract.call ? 0 : contract.volume;
                calls += contract.call ? contract.volume : 0;
            }
        }
        return calls > 0 ? puts / calls : Double.NaN;
    }

    /** More volume than open interest in some contract, and three deviations more of it in all than usual. */
    boolean isUnusual() {
        double spread = StrictMath.sqrt(Math.max(0, volumeSquares.mean() - volumes.mean() * volumes.mean()));
        boolean fresh = contracts.values().stream().anyMatch(contract -> contract.volume > contract.openInterest);
        return days >= DAYS_MIN && fresh && volume() > volumes.mean() + UNUSUAL * spread;
    }

    /** The day's signed premium in deviations of its own past; 0 on a day like others or when the last is older than a time. */
    double score(long notBeforeNanos) {
        boolean counts = dayNanos >= notBeforeNanos && isUnusual() && premiumSquares.mean() > 0;
        return counts ? signedPremium() / StrictMath.sqrt(premiumSquares.mean()) : 0;
    }

    long dayNanos() {
        return dayNanos;
    }

    void writeTo(DataOutput out) throws IOException {
        volumes.writeTo(out);
        volumeSquares.writeTo(out);
        premiumSquares.writeTo(out);
        out.writeLong(dayNanos);
        out.writeInt(days);
        out.writeInt(contracts.size());
        for (Map.Entry<String, Contract> entry : contracts.entrySet()) {
            Contract contract = entry.getValue();
            out.writeUTF(entry.getKey());
            out.writeBoolean(contract.call);
            out.writeDouble(contract.price);
            out.writeDouble(contract.priceBefore);
            out.writeDouble(contract.volume);
            out.writeDouble(contract.bid);
            out.writeDouble(contract.ask);
            out.writeDouble(contract.openInterest);
        }
    }

    void readFrom(DataInput in) throws IOException {
        volumes.readFrom(in);
        volumeSquares.readFrom(in);
        premiumSquares.readFrom(in);
        dayNanos = in.readLong();
        days = in.readInt();
        for (int n = in.readInt(); n > 0; n--) {
            Contract contract = new Contract();
            String key = in.readUTF();
            contract.call = in.readBoolean();
            contract.price = in.readDouble();
            contract.priceBefore = in.readDouble();
            contract.volume = in.readDouble();
            contract.bid = in.readDouble();
            contract.ask = in.readDouble();
            contract.openInterest = in.readDouble();
            contracts.put(key, contract);
        }
    }
}
