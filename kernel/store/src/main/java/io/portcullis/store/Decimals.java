package io.portcullis.store;

import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Fixed-point values as exact decimal columns and back; null stays null. */
final class Decimals {
    private Decimals() {}

    static BigDecimal of(Price price) {
        return price == null ? null : BigDecimal.valueOf(price.raw(), Price.DECIMALS);
    }

    static BigDecimal of(Quantity quantity) {
        return BigDecimal.valueOf(quantity.raw(), Quantity.DECIMALS);
    }

    static BigDecimal of(Money money) {
        return BigDecimal.valueOf(money.raw(), Money.DECIMALS);
    }

    static Price price(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : new Price(raw(value, Price.DECIMALS));
    }

    static Quantity quantity(ResultSet row, String column) throws SQLException {
        return new Quantity(raw(row.getBigDecimal(column), Quantity.DECIMALS));
    }

    static Money money(ResultSet row, String column) throws SQLException {
        return new Money(raw(row.getBigDecimal(column), Money.DECIMALS), CurrencyCode.of(row.getString("currency")));
    }

    private static long raw(BigDecimal value, int decimals) {
        return value.movePointRight(decimals).longValueExact();
    }
}
