package io.portcullis.host.live;

import io.portcullis.host.session.StagedContent;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.nio.file.Path;

/** What a core has to be told before an order can pass: rules, and a quoted stock. */
final class OpenMarket {
    private OpenMarket() {}

    /** Lets the shipped pack judge. */
    static void judge(TradingCore core) throws IOException {
        PackContent pack = PackContent.ofFolder(Path.of("..", "..", "rules", "portfolio"));
        core.compiler().submit(pack);
        StagedContent.events(core.now(), "portfolio", pack).forEach(core::append);
        core.append(new EngineEvent.PackActivated(core.now(), pack.hash(), "test"));
    }

    /** Quotes a stock around 100. */
    static void quote(TradingCore core, InstrumentId instrument, String sector, long volumeShares) {
        core.append(new EngineEvent.InstrumentDefined(core.now(), instrument, sector, true));
        core.append(new EngineEvent.MarketView(
                core.now(),
                instrument,
                Price.of(100),
                Price.of(99.9),
                Price.of(100.1),
                Quantity.ofShares(volumeShares),
                0.01,
                false,
                true));
    }
}
