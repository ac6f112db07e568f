package dev.seedbed.recipes.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolDialogueTest {
    private static final FakeModel USER = FakeModel.able("user", Capability.CHAT);
    private static final FakeModel BOT = FakeModel.able("bot", Capability.CHAT);
    private static final FakeModel TOOL = FakeModel.able("tool", Capability.CHAT);
    private static final String TOOLS = """
            [{"type": "function", "function": {"name": "weather", "description": "Tells the weather.",
              "parameters": {"type": "object", "properties": {"town": {"type": "string"}}, "required": ["town"],
                             "additionalProperties": false}, "result": "Degrees."}}]""";
    private static final String CALL = "{\"turn\":{\"tool\":\"weather\",\"arguments\":{\"town\":\"Kiel\"}}}";

    @TempDir
    private Path folder = Path.of("");

    private final Deque<String> user = new ArrayDeque<>();
    private final Deque<String> bot = new ArrayDeque<>();

    private TestBuilding building(String tools) throws IOException {
        return TestBuilding.of(ToolDialogue.TYPE)
                .model("model", BOT)
                .model("user-model", USER)
                .model("tool-model", TOOL)
                .set("tools", Files.writeString(folder.resolve("tools.json"), tools))
                .set("retries", 0)
                .set("repairs", 1)
                .set("maximum-rounds", 2)
                .behind("goal");
    }

    private Chain run() throws Exception {
        return new Chain(Behind.rows(building(TOOLS).build(), Data.of("goal", "You go to Kiel.")), this::says).run(1);
    }

    private Reply says(Ask ask) {
        return FakeWork.stopped(
                ask.model().equals(TOOL) ? "{\"degrees\": 7}" : (ask.model().equals(USER) ? user : bot).removeFirst());
    }

    @Test
    void writesCallsAndResultsAsTrainersReadThem() throws Exception {
        user.addAll(List.of("How is it in Kiel?", "###STOP###"));
        bot.addAll(List.of(CALL, "{\"turn\":{\"say\":\"It has 7 degrees.\"}}"));
        Chain chain = run();
        Data row = chain.rows().getFirst().data();
        assertThat(row.value("messages")).isEqualTo(Json.parse("""
                        [{"role": "user", "content": "How is it in Kiel?"},
                         {"role": "assistant", "content": "", "tool_calls":
                           [{"type": "function", "function": {"name": "weather", "arguments": {"town": "Kiel"}}}]},
                         {"role": "tool", "name": "weather", "content": "{\\"degrees\\": 7}"},
                         {"role": "assistant", "content": "It has 7 degrees."}]"""));
        assertThat(row.value("stop_reason")).isEqualTo("done");
        assertThat(Json.parse(row.text("tools"))).asString().contains("weather").doesNotContain("Degrees.");
        List<Ask> asks = chain.asks();
        assertThat(FakeWork.textOf(asks.get(2))).contains("weather", "Degrees.", "{\"town\":\"Kiel\"}");
        assertThat(Talks.shown(asks.get(3)).get(2)).isEqualTo("ASSISTANT " + CALL);
        assertThat(Talks.shown(asks.get(3)).get(3)).startsWith("USER Result of weather:\n{\"degrees\": 7}");
        assertThat(asks).extracting(Ask::n).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"turn\":{\"tool\":\"delete\",\"arguments\":{}}}",
                "{\"turn\":{\"tool\":\"weather\",\"arguments\":{\"town\":7}}}",
                "{\"turn\":{\"tool\":\"weather\",\"arguments\":{\"town\":\"Kiel\",\"day\":1}}}",
                "{\"turn\":{\"tool\":\"weather\"}}",
                "{\"turn\":{\"tool\":\"weather\",\"arguments\":null}}",
                "{\"turn\":{\"tool\":null,\"arguments\":{\"town\":\"Kiel\"}}}",
                "{\"turn\":{\"tool\":\"weather\",\"arguments\":{\"town\":null}}}",
                "{\"turn\":{\"say\":null}}",
                "{\"turn\":null}",
                "{}",
                "I will look that up."
            })
    void showsAnInvalidCallWithItsErrorsAndThenGivesUp(String call) throws Exception {
        user.add("How is it in Kiel?");
        bot.addAll(List.of(call, call));
        Chain chain = run();
        assertThat(chain.reasons()).containsOnlyKeys("dialogue:invalid-call");
        assertThat(chain.asks().getLast().attempt()).isEqualTo(1);
        assertThat(Talks.shown(chain.asks().getLast()).getLast()).contains("cannot be used");
    }

    @Test
    void keepsAnArgumentThatMayBeNull() throws Exception {
        user.addAll(List.of("How is it in Kiel?", "###STOP###"));
        bot.addAll(List.of(
                "{\"turn\":{\"tool\":\"weather\",\"arguments\":{\"town\":null}}}",
                "{\"turn\":{\"say\":\"7 degrees.\"}}"));
        String nullable = TOOLS.replace("{\"type\": \"string\"}", "{\"type\": [\"string\", \"null\"]}");
        Chain chain = new Chain(Behind.rows(building(nullable).build(), Data.of("goal", "Go.")), this::says).run(1);
        assertThat(chain.reasons()).isEmpty();
        assertThat(String.valueOf(chain.rows().getFirst().data().value("messages")))
                .contains("{town=null}");
    }

    @Test
    void aRowWithoutAGoalIsRejectedBeforeAnybodyIsAsked() throws Exception {
        Chain chain = new Chain(Behind.rows(building(TOOLS).build(), Data.of("goal", null)), this::says).run(1);
        assertThat(chain.reasons()).containsExactly(Map.entry("given:no-goal", 1));
        assertThat(chain.asks()).isEmpty();
    }

    @Test
    void takesACallThatIsRightAtTheSecondAttempt() throws Exception {
        user.addAll(List.of("How is it in Kiel?", "###STOP###"));
        bot.addAll(List.of("Well.", CALL, "{\"turn\":{\"say\":\"7 degrees.\"}}"));
        assertThat(run().rows()).hasSize(1);
    }

    @Test
    void endsWhenTheAssistantOnlyCalls() throws Exception {
        user.add("How is it in Kiel?");
        bot.addAll(List.of(CALL, CALL, CALL, CALL, CALL));
        assertThat(run().reasons()).containsOnlyKeys("dialogue:too-many-calls");
    }

    @Test
    void makesUpAGoalForATool() throws Exception {
        user.addAll(List.of("You go to Kiel and want to know what to wear.", "How is it in Kiel?", "###STOP###"));
        bot.add("{\"turn\":{\"say\":\"I see.\"}}");
        TestBuilding building = building(TOOLS).behind("other");
        Chain chain = new Chain(Behind.rows(building.build(), Data.of("other", "x")), this::says).run(1);
        assertThat(chain.rows().getFirst().data().asMap())
                .containsAllEntriesOf(
                        Map.of("wanted_tool", "weather", "goal", "You go to Kiel and want to know what to wear."));
        assertThat(FakeWork.textOf(chain.asks().getFirst())).contains("for which weather is needed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | has no list of functions",
                "[{\"name\":\"a b\",\"parameters\":{}}] | has as number 1 no function",
                "[{\"name\":\"a\",\"parameters\":{\"type\":\"string\"}}] | has for 'a' parameters that are no schema",
                "[{\"name\":\"a\",\"parameters\":{\"type\":\"object\"}},{\"name\":\"a\",\"parameters\":{\"type\":\"object\"}}] | twice",
                "[ | is not JSON: line 1"
            })
    void saysWhatIsWrongWithTheTools(String tools, String problem) throws Exception {
        TestBuilding building = building(tools);
        building.build();
        assertThat(building.problems())
                .singleElement()
                .asString()
                .startsWith("`tools` is")
                .contains(problem);
    }
}
