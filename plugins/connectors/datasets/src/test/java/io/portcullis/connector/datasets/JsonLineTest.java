package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    @Test
    void shouldKeepANumberAsTheTextThatItWas() throws Exception {
        Map<?, ?> object = JsonLine.object("1700 {\"u\":15,\"b\":[[\"0.0100\",12.30]],\"live\":true,\"x\":null}", 5);

        assertThat(object.get("u")).isEqualTo("15");
        assertThat(object.get("b")).isEqualTo(List.of(List.of("0.0100", "12.30")));
        assertThat(object.get("live")).isEqualTo("true");
        assertThat(object.get("x")).isEqualTo("null");
    }

    @Test
    void shouldRefuseWhatIsNoObjectOfStrictJson() {
        for (String line : List.of(
                "",
                "[]",
                "{",
                "{\"u\":1}x",
                "{\"u\":1,\"u\":2}",
                "{u:1}",
                "{\"u\":" + "[".repeat(17) + "]".repeat(17) + "}")) {
            assertThatThrownBy(() -> JsonLine.object(line, 0))
                    .as(line)
                    .isInstanceOf(BadRowException.class)
                    .hasMessageStartingWith("not JSON: ");
        }
    }
}
