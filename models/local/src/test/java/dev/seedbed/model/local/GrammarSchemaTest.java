package dev.seedbed.model.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Json;
import org.junit.jupiter.api.Test;

class GrammarSchemaTest {
    private static String of(String schema) {
        return GrammarSchema.of(Json.parseObject(schema).asMap());
    }

    @Test
    void leavesOutPatternsThatAGrammarCannotSay() {
        assertThat(of("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"\\\\S\"},"
                        + "\"b\":{\"items\":[{\"pattern\":\"^x\\\\$\"}]}}}"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"items\":[{}]}}}");
    }

    @Test
    void keepsWholePatternsAndFieldsOfThatName() {
        String schema =
                "{\"properties\":{\"pattern\":{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"}},\"enum\":[null,1]}";
        assertThat(of(schema)).isEqualTo(schema);
    }
}
