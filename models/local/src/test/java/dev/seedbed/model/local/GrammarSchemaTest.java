package dev.seedbed.model.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrammarSchemaTest {
    @Test
    void leavesOutPatternsThatAGrammarCannotSay() {
        assertThat(GrammarSchema.of(Map.of("properties", Map.of("a", Map.of("pattern", "\\S")))))
                .isEqualTo("{\"properties\":{\"a\":{}}}");
        assertThat(GrammarSchema.of(Map.of("anyOf", List.of(Map.of("pattern", "^x\\$"), Map.of("type", "null")))))
                .isEqualTo("{\"anyOf\":[{},{\"type\":\"null\"}]}");
    }

    @Test
    void keepsWholePatternsAndFieldsOfThatName() {
        assertThat(GrammarSchema.of(Map.of("properties", Map.of("pattern", Map.of("pattern", "^[a-z]+$")))))
                .isEqualTo("{\"properties\":{\"pattern\":{\"pattern\":\"^[a-z]+$\"}}}");
    }
}
