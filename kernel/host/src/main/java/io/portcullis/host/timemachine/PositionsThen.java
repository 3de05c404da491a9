package io.portcullis.host.timemachine;

import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.EventCursor;
import io.portcullis.transport.EventSource;
import java.util.List;

/**
 * What was held. Equity is capital plus what was realised, plus what is unrealised, less borrow fees, to the last digit.
 *
 * @param currency of all money
 * @param equity cash plus values
 * @param cash money held
 * @param capital money when the log began
 * @param realised sum over all positions, the flat ones too
 * @param unrealised values less costs
 * @param borrowFees what was paid to lenders of shares
 * @param positions those that are held or brought something in, by instrument
 */
record PositionsThen(
        String currency,
        String equity,
        String cash,
        String capital,
        String realised,
        String unrealised,
        String borrowFees,
        List<Row> positions) {

    /**
     * One position.
     *
     * @param instrument whose shares
     * @param sector its sector
     * @param quantity shares, signed
     * @param averagePrice what one of them cost, without fees; empty when none is held
     * @param mark price that they are valued at
     * @param value at the mark, signed
     * @param unrealised value less cost
     * @param realised what closed parts and dividends brought, less all fees
     */
    record Row(
            String instrument,
            String sector,
            String quantity,
            String averagePrice,
            String mark,
            String value,
            String unrealised,
            String realised) {}

    static PositionsThen of(Portfolio portfolio, EventSource log) {
        long realised =
                portfolio.positions().stream().mapToLong(Position::realisedRaw).sum();
        long unrealised = portfolio.positions().stream()
                .mapToLong(PositionsThen::unrealised)
                .sum();
        long capital = capital(log);
        return new PositionsThen(
                portfolio.currency().code(),
                Decimals.money(portfolio.equityRaw()),
                Decimals.money(portfolio.cashRaw()),
                Decimals.money(capital),
                Decimals.money(realised),
                Decimals.money(unrealised),
                Decimals.money(capital + realised + unrealised - portfolio.equityRaw()),
                portfolio.positions().stream()
                        .filter(position -> position.quantityRaw() != 0 || position.realisedRaw() != 0)
                        .map(PositionsThen::row)
                        .toList());
    }

    private static long unrealised(Position position) {
        return position.valueRaw() - position.costRaw();
    }

    private static Row row(Position position) {
        return new Row(
                position.instrument().value(),
                position.sector(),
                Decimals.quantity(position.quantityRaw()),
                Decimals.average(position.costRaw(), position.quantityRaw()),
                Decimals.price(position.markRaw()),
                Decimals.money(position.valueRaw()),
                Decimals.money(unrealised(position)),
                Decimals.money(position.realisedRaw()));
    }

    /** Every log begins with it. */
    private static long capital(EventSource log) {
        try (EventCursor cursor = log.read(log.startPosition(), log.recordedPosition())) {
            return cursor.next() && cursor.event() instanceof EngineEvent.SessionStarted started
                    ? started.capital().raw()
                    : 0;
        }
    }
}
