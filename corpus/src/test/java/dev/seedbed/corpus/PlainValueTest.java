package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainValueTest {
    private static Object parsed(String json) {
        return Objects.requireNonNull(Json.parse(json));
    }

    private static Object plain(String json) {
        byte[] bytes = ("x" + json + "y").getBytes(StandardCharsets.UTF_8);
        Object plain = PlainValue.read(bytes, 1, bytes.length - 1);
        return plain == null ? "left to the parser" : plain;
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "123456789012345678", "\"\"", "\"a-1\"", "\"it's /x\""})
    void readsPlainValuesAsTheParserDoes(String json) {
        assertThat(plain(json)).isEqualTo(Json.parse(json));
        assertThat(PlainValue.write(parsed(json))).isEqualTo(Json.write(parsed(json)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.5",
                "1e3",
                "1234567890123456789",
                "null",
                "true",
                "[1]",
                "{\"a\":1}",
                "\"\\u0041\"",
                "\"\u00e9\""
            })
    void leavesAllElseToTheParser(String json) {
        assertThat(plain(json)).isEqualTo("left to the parser");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\u00e9\"", "\"a\\nb\"", "\"a\\\"b\"", "[1,\"a\"]", "1.5", "true"})
    void writesWhatTheParserReadsAgain(String json) {
        assertThat(Json.parse(PlainValue.write(parsed(json)))).isEqualTo(Json.parse(json));
    }
}
