package io.portcullis.ingest.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.ingest.MarketEvents;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketEventCodecTest {
    private static final String TRADE =
            "{\"type\":\"trade\",\"instrument\":\"AAPL\",\"price\":\"125.43\",\"size\":\"7\","
                    + "\"conditions\":\"\",\"eventTime\":\"2015-06-30T20:00:00.000000008Z\","
                    + "\"knownTime\":\"2015-06-30T20:00:00.000000008Z\"}";

    static Stream<MarketEvent> events() {
        return MarketEvents.ofEveryKind().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadWhatItWrote(MarketEvent event) {
        String json = MarketEventCodec.toJson(event);

        assertThat(json).doesNotContain("\n");
        assertThat(MarketEventCodec.fromJson(json)).isEqualTo(event);
    }

    @Test
    void shouldKnowEveryKindThatTheModelPermits() {
        assertThat(events().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Arrays.stream(MarketEvent.class.getPermittedSubclasses())
                        .toArray(Class<?>[]::new));
    }

    @Test
    void shouldKeepTheTextFormThatOthersSubscribeTo() {
        assertThat(MarketEventCodec.toJson(MarketEvents.trade(7))).isEqualTo(TRADE);
    }

    @Test
    void shouldReadFlatFieldsOfCsv() {
        MarketEvent event = MarketEventCodec.fromFields(Map.of(
                "type", "trade",
                "instrument", "AAPL",
                "price", "125.43",
                "size", "7",
                "eventTime", "2015-06-30T20:00:00.000000008Z",
                "knownTime", "2015-06-30T20:00:00.000000008Z"));

        assertThat(event).isEqualTo(MarketEvents.trade(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"price\":\"125.43\"|\"price\":\"-1\"|price: price must not be negative, got -1",
                "\"price\":\"125.43\"|\"price\":125.43|price must be a decimal in quotes",
                "\"price\":\"125.43\"|\"price\":\"NaN\"|price must be a decimal number, got 'NaN'",
                "\"price\":\"125.43\"|\"price\":\"1e999999999\"|must fit in 64 bits",
                "\"price\":\"125.43\"|\"price\":null|price must have a value, got null",
                "\"price\":\"125.43\",||field 'price' is missing",
                "\"price\":\"125.43\"|\"price\":\"125.43\",\"price\":\"1\"|Duplicate field 'price'",
                "\"price\":\"125.43\"|\"price\":\"125.43\",\"prize\":\"1\"|unknown field 'prize'",
                "\"trade\"|\"tirade\"|type must be one of bar, quote, trade",
                "\"AAPL\"|\"A A\"|InstrumentId must be printable ASCII",
                "2015-06-30T20:00:00.000000008Z|yesterday|must be an instant like",
                "2015-06-30T20:00:00.000000008Z|9999-06-30T20:00:00Z|between 1678 and 2261",
                "}|}{}|found more behind it",
                "}||not readable as JSON",
            })
    void shouldRefuseAndSayWhatIsWrong(String part, String instead, String reason) {
        String json = TRADE.replace(part, instead == null ? "" : instead);

        assertThatThrownBy(() -> MarketEventCodec.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "1e400", "[]"})
    void shouldRefuseNumbersThatAreNone(String value) {
        String json = "{\"type\":\"macro-print\",\"series\":\"s\",\"field\":\"f\",\"value\":" + value
                + ",\"eventTime\":\"2015-06-30T20:00:00Z\",\"knownTime\":\"2015-06-30T20:00:00Z\"}";

        assertThatThrownBy(() -> MarketEventCodec.fromJson(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseToWriteNotANumber() {
        assertThatThrownBy(() -> MarketEventCodec.toJson(new MacroPrint("s", "f", Double.NaN, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value must be a finite number");
    }

    @Test
    void shouldRefuseDeepAndLongTexts() {
        assertThatThrownBy(() -> MarketEventCodec.fromJson("{\"a\":" + "[".repeat(5_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MarketEventCodec.fromJson(" ".repeat(MarketEventCodec.LENGTH_MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 65536 characters");
    }
}
