package io.portcullis.ingest;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.BookChange;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.ClosingPrice;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.InstrumentListing.Membership;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.OptionRight;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.ShortVolume;
import io.portcullis.model.market.Trade;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One event of every kind, with values at the edges of what the text form has to carry. */
public final class MarketEvents {
    /** 2015-06-30T20:00:00.000000001Z. */
    public static final long TIME = 1_435_694_400_000_000_001L;

    public static final InstrumentId AAPL = InstrumentId.of("AAPL");
    private static final LocalDate DAY = LocalDate.of(2015, 6, 30);

    private MarketEvents() {}

    /** A trade whose size tells which one it is. */
    public static Trade trade(long number) {
        return new Trade(AAPL, Price.parse("125.43"), Quantity.ofShares(number), "", TIME + number, TIME + number);
    }

    public static List<MarketEvent> ofEveryKind() {
        return List.of(
                new Bar(
                        AAPL,
                        BarPeriod.DAY,
                        DAY,
                        Price.parse("125.57"),
                        Price.parse("126.12"),
                        Price.parse("124.86000001"),
                        Price.parse("125.425"),
                        Quantity.parse("44370700"),
                        true,
                        TIME,
                        TIME + 1),
                new Quote(AAPL, new Price(0), Quantity.ZERO, new Price(Long.MAX_VALUE), new Quantity(1), TIME, TIME),
                new Trade(AAPL, Price.parse("0.00000001"), Quantity.parse("0.5"), "@ T\"\\", TIME, TIME),
                new BookChange(AAPL, Side.SELL, Price.parse("1"), Quantity.ZERO, -1, -1),
                new News(AAPL, "wire, \"one\"", "line\nline \u00e9\ud83d\ude00 </script>", 0, 0),
                new Filing(AAPL, "4", new TreeMap<>(Map.of("owner", "C. Ook", "code", "P")), TIME, TIME),
                new Fundamental(AAPL, new TreeMap<>(Map.of("assets", 1e300, "loss", -0.1)), TIME, TIME),
                new MacroPrint("macro.vix", "value", 0.1 + 0.2, TIME, TIME),
                new BorrowAvailability(AAPL, Quantity.ofShares(1_000_000), 0.25, TIME, TIME),
                new CorporateAction(AAPL, DAY, 7, 1, Price.parse("0.47"), TIME, TIME - 5),
                new TradingHalt(AAPL, true, TIME, TIME),
                new InstrumentListing(
                        AAPL,
                        "Information Technology",
                        false,
                        List.of(new Membership(DAY.minusYears(3), DAY), new Membership(DAY.plusDays(1), null)),
                        TIME,
                        TIME),
                new ClosingPrice(AAPL, DAY, Price.parse("125.425"), Quantity.ZERO, TIME, TIME + 1),
                new ShortVolume(
                        AAPL, "nyse", Quantity.ofShares(7), Quantity.ZERO, Quantity.parse("25.5"), TIME, TIME + 1),
                new OptionPrint(
                        AAPL,
                        DAY.plusDays(17),
                        OptionRight.PUT,
                        Price.parse("92.14"),
                        "T",
                        new TreeMap<>(Map.of("close", 1.35, "volume", 257.0)),
                        TIME,
                        TIME));
    }
}
