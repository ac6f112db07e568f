package dev.seedbed.recipes.orca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrcaTest {
    private static final Reply ANSWER = FakeWork.stopped("Because it is so.");

    private static TestBuilding preset(String preset) {
        return new TestBuilding(Orca.TYPE, preset)
                .behind("instruction")
                .model("model", FakeModel.able("teacher", Capability.CHAT));
    }

    private static Chain run(TestBuilding building, Reply reply, Data... rows) throws InterruptedException {
        Chain chain = new Chain(Behind.rows(building.build(), rows), ask -> reply).run(rows.length);
        assertThat(building.problems()).isEmpty();
        return chain;
    }

    private static Map<String, Integer> drawn(TestBuilding building, String text) throws InterruptedException {
        Data[] rows = IntStream.range(0, 400)
                .mapToObj(i -> Data.of("instruction", i + ": " + text))
                .toArray(Data[]::new);
        Map<String, Integer> counts = new TreeMap<>();
        run(building, ANSWER, rows)
                .rows()
                .forEach(row -> counts.merge(row.data().text("system_message_id"), 1, Integer::sum));
        return counts;
    }

    /// The pools are those of the paper's figure 6.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cot      | Why?                 | 11,16,6",
                "niv2     | Why?                 | 1,12,13,14,15,2,5,7,9",
                "t0       | Why?                 | 1,2,3,5,7",
                "flan2021 | Why?                 | 3,4,7",
                "flan2021 | Why? (A) so (B) thus | 10,8",
                "t0       | Why? (A) so (B) thus | 1,2,3,5,7",
                "orca-2   | Why?                 | direct,extract,recall,recall-reason,step-by-step",
                "recall   | Why?                 | recall",
            })
    void drawsFromTheMessagesOfTheCollectionWithTheSameChance(String collection, String text, String ids)
            throws InterruptedException {
        Map<String, Integer> counts = drawn(preset("orca").set("collection", collection), text);
        assertThat(counts.keySet()).containsExactly(ids.split(","));
        double expected = 400.0 / counts.size();
        // Four standard deviations of a binomial distribution.
        assertThat(counts.values())
                .allSatisfy(count -> assertThat(Math.abs(count - expected))
                        .isLessThanOrEqualTo(4 * Math.sqrt(expected * (1 - 1.0 / counts.size()))));
    }

    @Test
    void sendsTheMessageAndKeepsItInTheRow() throws InterruptedException {
        Chain chain = run(
                preset("orca").set("collection", "recall"),
                ANSWER,
                Data.of("instruction", "Translate. ").with("input", "{{ Hallo }}"));
        List<Message> messages = FakeWork.messagesOf(chain.asks().getFirst());
        assertThat(messages).hasSize(2);
        assertThat(messages.getLast().content()).isEqualTo("Translate.\n\n{{ Hallo }}");
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("system", messages.getFirst().content())
                .containsEntry("system_message_id", "recall")
                .containsEntry("answer", "Because it is so.")
                .doesNotContainKey("erased_system_prompt");
    }

    @Test
    void sendsNoMessageWhereItIsTheEmptyOne() throws InterruptedException {
        Chain chain = run(
                preset("orca").set("pools", Map.of("flan2021", List.of("1"))), ANSWER, Data.of("instruction", "Why?"));
        assertThat(FakeWork.messagesOf(chain.asks().getFirst())).containsExactly(Message.user("Why?"));
        assertThat(chain.rows().getFirst().data().text("system")).isEmpty();
    }

    @Test
    void erasesTheMessageFromTheRowAsInOrca2() throws InterruptedException {
        Chain chain = run(preset("orca-2"), ANSWER, Data.of("instruction", "Why?"));
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry(
                        "erased_system_prompt",
                        FakeWork.messagesOf(chain.asks().getFirst()).getFirst().content());
        assertThat(chain.rows().getFirst().data().text("system")).startsWith("You are a careful assistant");
    }

    @Test
    void columnNamesTheCollectionOfEachRow() throws InterruptedException {
        Chain chain = run(
                preset("orca").behind("instruction", "strategy").set("collection-column", "strategy"),
                ANSWER,
                Data.of("instruction", "Why?").with("strategy", "extract"),
                Data.of("instruction", "Why?").with("strategy", "guess"),
                Data.of("instruction", " ").with("strategy", "extract"));
        assertThat(chain.rows())
                .singleElement()
                .satisfies(
                        row -> assertThat(row.data().text("system_message_id")).isEqualTo("extract"));
        assertThat(chain.rejected())
                .extracting(no -> no.rejection().reason())
                .containsExactly("unknown-collection", "no-instruction");
    }

    @Test
    void rejectsACutAnswer() throws InterruptedException {
        Chain chain = run(preset("orca"), FakeWork.cut("Because"), Data.of("instruction", "Why?"));
        assertThat(chain.rejected()).extracting(no -> no.rejection().reason()).containsExactly("truncated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Is it so?\nOPTIONS:\n- yes\n- no",
                "Choose. (A) red (B) blue",
                "Choose: a) red b) blue",
                "Which?\nA. red\nB. blue",
                "Options: \n* one\n* two"
            })
    void seesMultipleChoice(String text) {
        assertThat(MultipleChoice.isOffered(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What did A. Smith say to B. Jones?",
                "What are my options: stay or go?",
                "Name a (short) book and b.",
                "Write a list:\n- one\n- two"
            })
    void seesNoneElsewhere(String text) {
        assertThat(MultipleChoice.isOffered(text)).isFalse();
    }

    @Test
    void saysWhatIsWrong() {
        TestBuilding building = preset("orca").set("collection", "flan").set("pools", Map.of("mine", List.of("17")));
        building.build();
        assertThat(building.problems())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("`pools` names 17 of mine, but the messages are [1, 2"),
                        one -> assertThat(one)
                                .startsWith("`collection` is 'flan', but there are system messages for [cot"));
    }
}
