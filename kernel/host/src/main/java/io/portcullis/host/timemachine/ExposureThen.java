package io.portcullis.host.timemachine;

import io.portcullis.engine.Books;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.model.value.Money;
import io.portcullis.policy.pack.ScopedLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What was held and what could become of it, against the limits that were in force: the gate counts everything pending as filled where
 * that makes it larger, and so does this.
 *
 * @param currency of all money
 * @param equity what fractions are fractions of
 * @param exposures gross, net, then sectors and names with anything held or pending
 */
record ExposureThen(String currency, String equity, List<Row> exposures) {
    /**
     * One measure.
     *
     * @param measure gross, net, sector or name
     * @param scope which sector or name; global otherwise
     * @param held money as held
     * @param withPending money in the worst case of what is pending
     * @param pendingBuy shares in unfilled buys; empty where shares do not add up
     * @param pendingSell shares in unfilled sales
     * @param fraction the worst case over equity; null without equity
     * @param limit what was allowed, a fraction; null when it was not set
     * @param headroom limit less fraction; null when either is
     */
    record Row(
            String measure,
            String scope,
            String held,
            String withPending,
            String pendingBuy,
            String pendingSell,
            Double fraction,
            Double limit,
            Double headroom) {}

    /** @param table the limits of then; null when no pack judged */
    static ExposureThen of(Books books, ScopedLimits table) {
        Portfolio portfolio = books.portfolio();
        Sheet sheet =
                new Sheet(portfolio.equityRaw(), books.settings().account().value(), table);
        Limits all = sheet.limits("", "");
        sheet.add("gross", "global", portfolio.grossRaw(), portfolio.worstGrossRaw(), all.getGrossMax());
        sheet.add("net", "global", portfolio.netRaw(), worstNet(portfolio), all.getNetMax());
        var sectors = new TreeMap<String, Long>();
        portfolio
                .positions()
                .forEach(position -> sectors.merge(position.sector(), Math.abs(position.valueRaw()), Math::addExact));
        sectors.forEach((sector, held) -> {
            long worst = portfolio.sectorWorstRaw(sector);
            if (worst != 0) {
                sheet.add(
                        "sector", sector, held, worst, sheet.limits("", sector).getSectorMax());
            }
        });
        portfolio.positions().forEach(position -> {
            if (position.quantityRaw() != 0 || position.pendingBuyRaw() != 0 || position.pendingSellRaw() != 0) {
                sheet.add(position, portfolio.exposuresWith(position, 0).name());
            }
        });
        return new ExposureThen(
                portfolio.currency().code(), Decimals.money(portfolio.equityRaw()), List.copyOf(sheet.rows));
    }

    private static long worstNet(Portfolio portfolio) {
        return portfolio.positions().stream()
                .findFirst()
                .map(any -> portfolio.exposuresWith(any, 0).net())
                .orElse(0L);
    }

    /** The rows under way. */
    private static final class Sheet {
        private final long equity;
        private final String account;
        private final ScopedLimits table;
        private final List<Row> rows = new ArrayList<>();

        Sheet(long equity, String account, ScopedLimits table) {
            this.equity = equity;
            this.account = account;
            this.table = table;
        }

        Limits limits(String symbol, String sector) {
            Limits limits = new Limits();
            if (table != null) {
                table.resolve(symbol, sector, account, limits);
            }
            return limits;
        }

        void add(String measure, String scope, long held, long worst, double limit) {
            rows.add(row(new String[] {measure, scope, "", ""}, held, worst, limit));
        }

        void add(Position position, long worst) {
            String symbol = position.instrument().value();
            String[] words = {
                "name",
                symbol,
                Decimals.quantity(position.pendingBuyRaw()),
                Decimals.quantity(position.pendingSellRaw())
            };
            double limit = limits(symbol, position.sector()).getNameMax();
            rows.add(row(words, position.valueRaw(), worst, limit));
        }

        private Row row(String[] words, long held, long worst, double limitOrNan) {
            Double fraction = equity > 0 ? Double.valueOf(money(worst) / money(equity)) : null;
            Double limit = Double.isNaN(limitOrNan) ? null : Double.valueOf(limitOrNan);
            return new Row(
                    words[0],
                    words[1],
                    Decimals.money(held),
                    Decimals.money(worst),
                    words[2],
                    words[3],
                    fraction,
                    limit,
                    fraction == null || limit == null ? null : Double.valueOf(limit - fraction));
        }

        private static double money(long raw) {
            return raw / (double) Money.ONE;
        }
    }
}
