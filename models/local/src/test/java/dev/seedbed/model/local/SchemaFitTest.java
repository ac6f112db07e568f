package dev.seedbed.model.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Reply.Finish;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaFitTest {
    private static final Map<String, Object> SCHEMA = Map.of("type", "object", "required", List.of("a"));

    @Test
    void acceptsWhatFollowsTheSchema() {
        assertThatCode(() -> SchemaFit.require(" {\"a\":1}\n", Finish.STOP, SCHEMA))
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsACutReplyThatBeginsAsJson() {
        for (String begun : List.of("", " {\"a\": ", "[1,\n", "\"te", "-", "12", "t", "tru", "false", "nul")) {
            assertThatCode(() -> SchemaFit.require(begun, Finish.LENGTH, Map.of()))
                    .as(begun)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void refusesProseWholeOrCut() {
        for (String prose : List.of("Here is an apple.", "the apple", "no", "falling")) {
            assertThatThrownBy(() -> SchemaFit.require(prose, Finish.STOP, Map.of()))
                    .isInstanceOf(CallFailedException.class)
                    .hasMessageContaining("it is no JSON");
            assertThatThrownBy(() -> SchemaFit.require(prose, Finish.LENGTH, Map.of()))
                    .isInstanceOf(CallFailedException.class)
                    .hasMessageContaining("it does not begin as JSON");
        }
    }

    @Test
    void refusesAnotherKindAndMissingNames() {
        assertThatThrownBy(() -> SchemaFit.require("[1]", Finish.STOP, SCHEMA))
                .hasMessageContaining("an object is wanted, but it is a list");
        assertThatThrownBy(() -> SchemaFit.require("{\"b\":1}", Finish.STOP, SCHEMA))
                .hasMessageContaining("it has no 'a'");
    }
}
