package io.portcullis.connector.edgar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static Map<?, ?> read(String text) throws MalformedException {
        return Json.object(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadEveryKindOfValue() throws Exception {
        Map<?, ?> object = read("{\"a\":[1,-2.5e3,\"x\\u00e9\\\"\"],\"b\":{\"c\":true,\"d\":null},\"e\":{}}");

        assertThat(Json.list(object, "a")).isEqualTo(List.of(1.0, -2500.0, "x\u00e9\""));
        assertThat(Json.map(object, "b").get("c")).isEqualTo(true);
        assertThat(Json.map(object, "b").containsKey("d")).isTrue();
        assertThat(Json.map(object, "e")).isEmpty();
        assertThat(Json.map(object, "missing")).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoObjectOfStrictJson() {
        for (String text : List.of(
                "",
                "[]",
                "1",
                "{",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":\"b\nc\"}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1 /* why */}")) {
            assertThatThrownBy(() -> read(text))
                    .as(text)
                    .isInstanceOf(MalformedException.class)
                    .hasMessageStartingWith("not JSON: ");
        }
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}"))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(1_000_000))).isInstanceOf(MalformedException.class);
    }

    @Test
    void shouldRefuseAnAnswerThatBreaksOffAnywhere() {
        byte[] whole = "{\"a\":[1,{\"b\":\"c\"}],\"d\":false}".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] broken = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Json.object(broken)).isInstanceOf(MalformedException.class);
        }
    }
}
