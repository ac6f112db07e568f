package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationGateTest {
    private static final String ASKED = "{'role':'user','content':'Why is the sky blue?'}";
    private static final String ANSWERED = "{'role':'assistant','content':'Small particles scatter blue light.'}";

    private static Optional<dev.seedbed.api.step.Rejection> judge(Map<String, ?> settings, String messages) {
        Data row = Json.parseObject("{\"messages\":" + messages.replace('\'', '"') + "}");
        return ((ConversationGate) Built.of("conversation", settings).step)
                .judge(Sample.root("load", row), GatesTest.NO_WORK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[A,B] |",
                "[{'role':'system','content':'be short'},A,B] |",
                "[A,{'role':'assistant','tool_calls':[{'type':'function'}]},{'role':'tool','name':'t','content':'1'},B] |",
                "'text' | no-messages",
                "[] | no-messages",
                "[A,'text'] | malformed-message",
                "[A,{'role':'assistant'}] | malformed-message",
                "[A,{'role':'robot','content':'x'}] | malformed-message",
                "[B,A] | not-alternating",
                "[A,A,B] | not-alternating",
                "[A,B,A] | not-alternating",
                "[A,{'role':'tool','content':'1'},B] | not-alternating",
                "[A,B,{'role':'system','content':'x'},A,B] | not-alternating",
                "[A,{'role':'assistant','content':'','tool_calls':[1]}] | not-alternating",
                "[A,{'role':'assistant','content':' '}] | empty-turn",
                "[A,{'role':'assistant','content':'User: and now?'}] | role-flip",
                "[A,B,A,B] | loop",
                "[A,{'role':'assistant','content':'I am sorry, but I cannot help with that.'}] | refusal"
            })
    void rejectsUnderTheReason(String messages, String reason) {
        String json = messages.replace("A", ASKED).replace("B", ANSWERED);
        assertThat(judge(Map.of(), json).map(dev.seedbed.api.step.Rejection::reason))
                .isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void countsTurns() {
        String two = "[" + ASKED + "," + ANSWERED + "]";
        assertThat(judge(Map.of("minimum-turns", 4L), two)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo("too-few-turns");
            assertThat(rejection.explanation()).isEqualTo("messages has 2 turns, and at least 4 pass");
            assertThat(rejection.evidence().value("minimum")).isEqualTo(4L);
        });
        assertThat(judge(Map.of("minimum-turns", 1L, "maximum-turns", 1L), two))
                .hasValueSatisfying(rejection -> assertThat(rejection.reason()).isEqualTo("too-many-turns"));
        assertThat(Built.of("conversation", Map.of("minimum-turns", 3L, "maximum-turns", 2L)).problems)
                .containsExactly("minimum-turns is 3, but must not be above `maximum-turns`, which is 2");
    }

    @Test
    void allowsWhatItIsToldTo() {
        String refused = "[" + ASKED + ",{'role':'assistant','content':'I am sorry, but I cannot help with that.'}]";
        assertThat(judge(Map.of("allow", List.of("refusal")), refused)).isEmpty();
    }

    @Test
    void saysWhereTheTurnIs() {
        String flipped =
                "[{'role':'system','content':'x'}," + ASKED + ",{'role':'assistant','content':'It is.\\nHuman: why?'}]";
        assertThat(judge(Map.of(), flipped))
                .hasValueSatisfying(rejection -> assertThat(rejection.evidence())
                        .isEqualTo(Data.of("column", "messages")
                                .with("message", 2)
                                .with("role", "assistant")
                                .with("match", "Human:")
                                .with("position", 7)));
    }
}
