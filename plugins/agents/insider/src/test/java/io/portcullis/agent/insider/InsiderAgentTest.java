package io.portcullis.agent.insider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.indicators.Normal;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Filing;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsiderAgentTest {
    private static final LocalDate DAY = LocalDate.of(2022, 6, 15);
    private static final InstrumentId AAA = InstrumentId.of("AAA");

    private final InsiderAgent agent = new InsiderAgent(TestSettings.DEFAULTS);

    /** CEO 200k today, a director 50k today, a director 100k 45 days ago: 1.5 ln 21 + ln 6 + 0.5 ln 11. */
    @Test
    void shouldScoreRoleMoneyAndAge() {
        double chief = InsiderScore.part(1.5, 200_000, 0);
        double director = InsiderScore.part(1, 50_000, 0);
        double earlier = InsiderScore.part(1, 100_000, 45);
        assertThat(chief).isEqualTo(4.566784, within(1e-6));
        assertThat(director).isEqualTo(1.791759, within(1e-6));
        assertThat(earlier).isEqualTo(1.198948, within(1e-6));
        assertThat(chief + director + earlier).isEqualTo(7.557491, within(1e-6));
    }

    @Test
    void shouldWeighInsidersByTheirPlace() {
        assertThat(role(Filings.of("AAA", "1").position("Chief Financial Officer")))
                .isEqualTo(1.5);
        assertThat(role(Filings.of("AAA", "1").position("General Counsel"))).isEqualTo(1.2);
        assertThat(role(Filings.of("AAA", "1").with("officer", "1"))).isEqualTo(1.2);
        assertThat(role(Filings.of("AAA", "1"))).isEqualTo(1);
        assertThat(role(Filings.of("AAA", "1").position("10% Owner"))).isEqualTo(0.7);
        assertThat(role(Filings.of("AAA", "1").with("ten_percent_owner", "1"))).isEqualTo(0.7);
    }

    /** The same three, unclassified, all filed today: half of 1.5 ln 21 + ln 6 + ln 11. */
    @Test
    void shouldBuyWhatThreeInsidersBought() {
        tell(buy("1", "President and CEO", 4000, 50), buy("2", "", 1000, 50), buy("3", "", 2000, 50));
        Signal signal = ask(DAY).signals().get(0);
        double score = (1.5 * Math.log(21) + Math.log(6) + Math.log(11)) / 2;
        assertThat(signal.direction()).isEqualTo(Direction.LONG);
        assertThat(signal.horizonDays()).isEqualTo(60);
        assertThat(signal.modelVersion()).isEqualTo("insider-1 3 buyers, score 4.38, filed 2022-06-15");
        assertThat(signal.probability()).isEqualTo(Normal.cdf(0.03 * score / 3), within(1e-12));
        assertThat(signal.edgeBps()).isEqualTo(0.03 * score / 3 * 0.02 * Math.sqrt(60) * 1e4, within(1e-9));
        assertThat(agent.dataAsOfNanos()).isEqualTo(TradingDays.closeNanos(DAY));
    }

    @Test
    void shouldSeeNoClusterInTwoInsidersHoweverOftenTheyBuy() {
        tell(buy("1", "CEO", 40_000, 50), buy("2", "", 1000, 50), buy("2", "", 1000, 51), buy("1", "CEO", 10, 50));
        assertThat(reason(DAY)).isEqualTo("no cluster of insiders buying");
    }

    @Test
    void shouldWantAHundredThousandAltogether() {
        tell(buy("1", "", 600, 50), buy("2", "", 600, 50), buy("3", "", 600, 50));
        assertThat(reason(DAY)).isEqualTo("no cluster of insiders buying");
        tell(buy("4", "", 201, 50));
        assertThat(ask(DAY).signals()).hasSize(1);
    }

    /** 30 calendar days by the date of filing, whenever the trade was. */
    @Test
    void shouldCountDaysByFilingNotByTrade() {
        tell(
                Filings.of("AAA", "1").paid(2000, 50).traded(DAY.minusDays(90)).filed(DAY.minusDays(29)),
                Filings.of("AAA", "2").paid(2000, 50).filed(DAY.minusDays(5)),
                buy("3", "", 2000, 50));
        assertThat(ask(DAY).signals()).hasSize(1);

        InsiderAgent other = new InsiderAgent(TestSettings.DEFAULTS);
        other.onEvent(Filings.of("AAA", "1").paid(2000, 50).filed(DAY.minusDays(30)));
        other.onEvent(buy("2", "", 2000, 50));
        other.onEvent(buy("3", "", 2000, 50));
        assertThat(ask(other, DAY).signals()).isEmpty();
    }

    @Test
    void shouldListenToOpenMarketPurchasesOnly() {
        tell(
                buy("1", "", 2000, 50),
                buy("2", "", 2000, 50),
                Filings.of("AAA", "3").code("A").paid(2000, 50).filed(DAY),
                Filings.of("AAA", "4").code("M").paid(2000, 50).filed(DAY),
                Filings.of("AAA", "5").code("G").paid(2000, 50).filed(DAY),
                Filings.of("AAA", "6").with("aff10b5one", "1").paid(2000, 50).filed(DAY),
                Filings.of("AAA", "7").with("derivative", "true").paid(2000, 50).filed(DAY),
                Filings.of("AAA", "8").with("price", "").with("shares", "2000").filed(DAY),
                Filings.of("AAA", "9").with("acquired", "D").paid(2000, 50).filed(DAY));
        assertThat(reason(DAY)).isEqualTo("no cluster of insiders buying");
    }

    @Test
    void shouldWeighSalesAgainstPurchasesByAQuarter() {
        tell(buy("1", "", 2000, 50), buy("2", "", 2000, 50), buy("3", "", 2000, 50));
        double before = ask(DAY).signals().get(0).edgeBps();
        tell(Filings.of("AAA", "4").code("S").paid(2000, 50).filed(DAY));
        double after = ask(DAY).signals().get(0).edgeBps();
        assertThat(after / before).isEqualTo((3 - 0.25) / 3, within(1e-12));
    }

    /** June in each of three years before: routine, whatever it costs. The same months but one: opportunistic, and worth twice. */
    @Test
    void shouldPassOverWhoBuysEveryJune() {
        for (String owner : List.of("1", "2", "3")) {
            for (int years = 3; years >= 1; years--) {
                LocalDate then = DAY.minusYears(years).plusMonths(owner.equals("3") && years == 2 ? 1 : 0);
                tell(Filings.of("AAA", owner).paid(10, 50).filed(then));
            }
        }
        tell(buy("1", "", 2000, 50), buy("2", "", 2000, 50), buy("3", "", 2000, 50));
        assertThat(reason(DAY)).isEqualTo("no cluster of insiders buying");
        tell(buy("4", "", 2000, 50), buy("5", "", 2000, 50));
        double expected = (1 + 0.5 + 0.5) * Math.log(11);
        assertThat(ask(DAY).signals().get(0).edgeBps())
                .isEqualTo(0.03 * expected / 3 * 0.02 * Math.sqrt(60) * 1e4, within(1e-9));
    }

    @Test
    void shouldReplaceWhatAnAmendmentCorrects() {
        tell(buy("1", "", 2000, 50), buy("2", "", 2000, 50), buy("3", "", 20_000, 50));
        tell(Filings.of("AAA", "3").amended().traded(DAY).paid(2000, 50).filed(DAY.plusDays(1)));
        double age = 1 / 45.0;
        double expected = (Math.log(11) * 2 * Math.pow(0.5, age) + Math.log(11)) / 2;
        assertThat(ask(DAY.plusDays(1)).signals().get(0).edgeBps())
                .isEqualTo(0.03 * expected / 3 * 0.02 * Math.sqrt(60) * 1e4, within(1e-9));
    }

    @Test
    void shouldLetGoNinetyDaysAfterTheLastCluster() {
        tell(buy("1", "", 2000, 50), buy("2", "", 2000, 50), buy("3", "", 2000, 50));
        assertThat(ask(DAY.plusDays(90)).signals()).hasSize(1);
        assertThat(reason(DAY.plusDays(91))).isEqualTo("no cluster of insiders buying");
        assertThat(reason(DAY.plusDays(2200))).isEqualTo("no insider traded of late");
    }

    private static Filing buy(String owner, String title, double shares, double price) {
        return Filings.of("AAA", owner).position(title).paid(shares, price).filed(DAY);
    }

    private static double role(Filings filing) {
        return InsiderTrade.of(filing.filed(DAY)).role();
    }

    private void tell(Filing... filings) {
        List.of(filings).forEach(agent::onEvent);
    }

    private String reason(LocalDate day) {
        return ask(day).abstentions().get(AAA);
    }

    private RecordingSignalSink ask(LocalDate day) {
        return ask(agent, day);
    }

    private static RecordingSignalSink ask(InsiderAgent agent, LocalDate day) {
        var frame = Frames.of("close", "dollarvolume.20d", "volatility.20d")
                .row("AAA", "Energy", 50, 1e8, 0.02)
                .at(TradingDays.closeNanos(day));
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        return sink;
    }
}
