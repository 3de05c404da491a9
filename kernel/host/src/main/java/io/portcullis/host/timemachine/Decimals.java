package io.portcullis.host.timemachine;

import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** Raw fixed-point numbers as exact decimals, and engine time as an ISO instant. */
final class Decimals {
    private Decimals() {}

    static String money(long raw) {
        return plain(BigDecimal.valueOf(raw, Money.DECIMALS));
    }

    static String price(long raw) {
        return plain(BigDecimal.valueOf(raw, Price.DECIMALS));
    }

    static String quantity(long raw) {
        return plain(BigDecimal.valueOf(raw, Quantity.DECIMALS));
    }

    /** What one share cost; empty when there are none. */
    static String average(long costRaw, long quantityRaw) {
        return quantityRaw == 0
                ? ""
                : plain(BigDecimal.valueOf(costRaw, Money.DECIMALS)
                        .divide(
                                BigDecimal.valueOf(quantityRaw, Quantity.DECIMALS),
                                Price.DECIMALS,
                                RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    static String time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
                .toString();
    }
}
