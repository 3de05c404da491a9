package io.portcullis.agent.insider;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is remembered of one issuer: its insiders' trades of 180 days, and in which months each of them ever traded. Bounded. */
final class Issuer {
    static final int KEPT_DAYS = 180;
    private static final int TRADES_MAX = 500;
    private static final int OWNERS_MAX = 500;
    private static final int CLUSTER_DAYS = 30;
    /** As many months as a long has bits: five years and four months. */
    private static final int MONTHS = 64;

    private static final double UNCLASSIFIED_WEIGHT = 0.5;
    private static final double SALE_WEIGHT = 0.25;

    /** In which months an owner traded: bit 0 is {@code newest}, bit 1 the month before it. */
    private record Months(long newest, long bits) {
        Months with(long month) {
            if (month <= newest) {
                return newest - month < MONTHS ? new Months(newest, bits | 1L << (newest - month)) : this;
            }
            long shifted = month - newest < MONTHS ? bits << (month - newest) : 0;
            return new Months(month, shifted | 1);
        }

        boolean has(long month) {
            return month <= newest && newest - month < MONTHS && (bits >> (newest - month) & 1) == 1;
        }

        long first() {
            return newest - (MONTHS - 1 - Long.numberOfLeadingZeros(bits));
        }
    }

    private final Deque<InsiderTrade> trades = new ArrayDeque<>();
    private final SortedMap<String, Months> months = new TreeMap<>();
    private long clusterDay = Long.MIN_VALUE;
    private long knownNanos = Long.MIN_VALUE;

    /** Takes in a trade that was just filed; an amendment first takes away what the same insider had filed for that day. */
    void add(InsiderTrade trade, boolean amendment, InsiderSettings settings) {
        if (amendment) {
            trades.removeIf(former -> former.owner().equals(trade.owner())
                    && former.tradeDay() == trade.tradeDay()
                    && former.purchase() == trade.purchase()
                    && former.knownNanos() < trade.knownNanos());
        }
        knownNanos = Math.max(knownNanos, trade.knownNanos());
        remember(trade);
        if (!Double.isNaN(trade.value())) {
            if (trades.size() == TRADES_MAX) {
                trades.removeFirst();
            }
            trades.addLast(trade);
        }
        if (isCluster(trade.knownDay(), settings)) {
            clusterDay = trade.knownDay();
        }
    }

    private void remember(InsiderTrade trade) {
        long month = month(trade.tradeDay());
        Months known = months.get(trade.owner());
        if (known == null && months.size() >= OWNERS_MAX) {
            return;
        }
        months.put(trade.owner(), known == null ? new Months(month, 1) : known.with(month));
    }

    private static long month(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        return date.getYear() * 12L + date.getMonthValue() - 1;
    }

    /** 0 for routine, 1 for opportunistic, a half where three years of history are not at hand. */
    double weight(InsiderTrade trade) {
        Months known = months.get(trade.owner());
        long month = month(trade.tradeDay());
        if (known == null || known.first() > month - 36) {
            return UNCLASSIFIED_WEIGHT;
        }
        boolean routine = known.has(month - 12) && known.has(month - 24) && known.has(month - 36);
        return routine ? 0 : 1;
    }

    private boolean isCluster(long day, InsiderSettings settings) {
        SortedSet<String> buyers = new TreeSet<>();
        double paid = 0;
        for (InsiderTrade trade : trades) {
            if (trade.purchase() && trade.knownDay() > day - CLUSTER_DAYS && weight(trade) > 0) {
                buyers.add(trade.owner());
                paid += trade.value();
            }
        }
        return buyers.size() >= settings.clusterInsidersMin() && paid >= settings.clusterValueMin();
    }

    /** Forgets what is too old to count; true when nothing is left that could ever matter again. */
    boolean forgetBefore(long day) {
        trades.removeIf(trade -> trade.knownDay() < day - KEPT_DAYS);
        months.values().removeIf(known -> known.newest() < month(day) - MONTHS);
        return trades.isEmpty() && months.isEmpty();
    }

    /** True when a cluster formed not longer ago than that. */
    boolean hasCluster(long day, int days) {
        return clusterDay >= day - days;
    }

    /** What the insiders' money says on a day: purchases, less a quarter of sales. */
    double score(long day) {
        double score = 0;
        for (Position position : positions().values()) {
            double part = InsiderScore.part(position.role, position.value, day - position.lastDay);
            score += position.weight * part * (position.purchase ? 1 : -SALE_WEIGHT);
        }
        return score;
    }

    /** How many insiders bought that are not routine buyers. */
    int buyers() {
        return (int) positions().values().stream()
                .filter(position -> position.purchase && position.weight > 0)
                .count();
    }

    /** All that one insider bought, or sold, taken together. */
    private static final class Position {
        private final double role;
        private final boolean purchase;
        private double weight;
        private double value;
        private long lastDay;

        Position(InsiderTrade trade) {
            role = trade.role();
            purchase = trade.purchase();
        }
    }

    private SortedMap<String, Position> positions() {
        SortedMap<String, Position> positions = new TreeMap<>();
        for (InsiderTrade trade : trades) {
            double weight = weight(trade);
            if (weight > 0) {
                Position position = positions.computeIfAbsent(
                        trade.owner() + (trade.purchase() ? " P" : " S"), key -> new Position(trade));
                position.weight = Math.max(position.weight, weight);
                position.value += trade.value();
                position.lastDay = Math.max(position.lastDay, trade.knownDay());
            }
        }
        return positions;
    }

    /** When the newest filing was known. */
    long knownNanos() {
        return knownNanos;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(clusterDay);
        out.writeLong(knownNanos);
        out.writeInt(months.size());
        for (Map.Entry<String, Months> owner : months.entrySet()) {
            out.writeUTF(owner.getKey());
            out.writeLong(owner.getValue().newest());
            out.writeLong(owner.getValue().bits());
        }
        out.writeInt(trades.size());
        for (InsiderTrade trade : trades) {
            out.writeUTF(trade.owner());
            out.writeDouble(trade.role());
            out.writeBoolean(trade.purchase());
            out.writeDouble(trade.value());
            out.writeLong(trade.tradeDay());
            out.writeLong(trade.knownDay());
            out.writeLong(trade.knownNanos());
        }
    }

    static Issuer readFrom(DataInput in) throws IOException {
        Issuer issuer = new Issuer();
        issuer.clusterDay = in.readLong();
        issuer.knownNanos = in.readLong();
        for (int n = in.readInt(); n > 0; n--) {
            issuer.months.put(in.readUTF(), new Months(in.readLong(), in.readLong()));
        }
        for (int n = in.readInt(); n > 0; n--) {
            issuer.trades.add(new InsiderTrade(
                    in.readUTF(),
                    in.readDouble(),
                    in.readBoolean(),
                    in.readDouble(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong()));
        }
        return issuer;
    }
}
