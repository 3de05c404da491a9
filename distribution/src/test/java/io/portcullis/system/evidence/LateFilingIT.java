package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.host.evaluation.AgentRun;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.Agent;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.FakeConnector;
import io.portcullis.testkit.RecordingBadRecords;
import io.portcullis.testkit.TradingDays;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a regulator accepts after a close has no part in what is said at it, be it later by a nanosecond. */
class LateFilingIT {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2022, 4, 18), 28);
    private static final long CLOSE = TradingDays.closeNanos(DAYS.get(25));
    private static final long NEXT_CLOSE = TradingDays.closeNanos(DAYS.get(26));
    private static final long LAST_CLOSE = TradingDays.closeNanos(DAYS.get(27));

    @Test
    void shouldHearAnInsidersFilingAtTheCloseByWhichItWasAccepted() throws IOException, InterruptedException {
        assertThat(closesWithAnOpinion(CLOSE)).containsExactly(CLOSE, NEXT_CLOSE, LAST_CLOSE);
    }

    @Test
    void shouldNotHearAnInsidersFilingThatIsAcceptedAfterTheClose() throws IOException, InterruptedException {
        assertThat(closesWithAnOpinion(CLOSE + 1)).containsExactly(NEXT_CLOSE, LAST_CLOSE);
    }

    /** Two insiders' purchases are accepted at the close, and at some time the third, without which there is no cluster. */
    private static List<Long> closesWithAnOpinion(long third) throws IOException, InterruptedException {
        long opening = TradingDays.openNanos(DAYS.get(0));
        List<InstrumentListing.Membership> always = List.of(new InstrumentListing.Membership(DAYS.get(0), null));
        List<MarketEvent> events = new ArrayList<>(Bars.walk("AAA", DAYS.get(0), DAYS.size(), 1));
        events.add(new InstrumentListing(AAA, "Energy", false, always, opening, opening));
        events.add(purchase("1", CLOSE));
        events.add(purchase("2", CLOSE));
        events.add(purchase("3", third));
        events.sort(Comparator.comparingLong(MarketEvent::knownTimeNanos));
        StreamRequest request = new StreamRequest("", DAYS.get(0), DAYS.get(27), 0, 1, new TreeMap<>());
        List<Agent> insider = List.of(PluginParts.agent("io.portcullis.agent.insider.InsiderAgent"));
        List<Long> closes = new ArrayList<>();
        try (MarketStream stream = FakeConnector.of("filings", events).open(request, new RecordingBadRecords());
                AgentRun run = new AgentRun(insider, DAYS.get(0), 1, batch -> closes.add(batch.timeNanos()))) {
            run.run(stream, day -> {});
        }
        return closes;
    }

    private static Filing purchase(String owner, long accepted) {
        Map<String, String> fields = Map.of("code", "P", "owner_cik", owner, "shares", "2000", "price", "50");
        return new Filing(AAA, "4", new TreeMap<>(fields), CLOSE, accepted);
    }
}
