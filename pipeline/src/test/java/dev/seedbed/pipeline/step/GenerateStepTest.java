package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenerateStepTest {
    private static final Sample SAMPLE = Sample.root("load", Data.of("question", "Why?"));
    private static final TemplateFake PROMPT = new TemplateFake("generate.prompt", "Say: {{ question }}");
    private static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of("score", Map.of("type", "integer", "minimum", 1)),
            "required",
            List.of("score"),
            "additionalProperties",
            false);

    @Test
    void asksWithTheRenderedTurnsAndAllSampling() throws Exception {
        Generator step = step(settings(
                "prompt",
                PROMPT,
                "system",
                new TemplateFake("s", "Be brief."),
                "temperature",
                0.2,
                "max-tokens",
                9L,
                "top-p",
                0.9,
                "top-k",
                40L,
                "min-p",
                0.05,
                "frequency-penalty",
                0.5,
                "presence-penalty",
                -0.5,
                "stop",
                List.of("\n")));
        WorkFake work = work(WorkFake.reply("  Because.\n"));
        assertThat(step.apply(SAMPLE, work)).isEqualTo(Outcome.passed(SAMPLE.with("answer", "Because.")));

        Ask ask = work.asked.getFirst();
        assertThat(WorkFake.messages(ask)).containsExactly(Message.system("Be brief."), Message.user("Say: Why?"));
        assertThat(ask.attempt()).isZero();
        assertThat(ask.prompt()).contains(PROMPT.reference());
        assertThat(ask.request().asData().asMap())
                .containsEntry("temperature", 0.2)
                .containsEntry("max_tokens", 9L)
                .containsEntry("top_p", 0.9)
                .containsEntry("top_k", 40L)
                .containsEntry("min_p", 0.05)
                .containsEntry("frequency_penalty", 0.5)
                .containsEntry("presence_penalty", -0.5)
                .containsEntry("stop", List.of("\n"));
    }

    @Test
    void defaultsAreThoseOfTheReference() throws Exception {
        WorkFake work = work(WorkFake.reply("x"));
        step(settings("prompt", PROMPT)).apply(SAMPLE, work);
        assertThat(work.asked.getFirst().request().asData())
                .isEqualTo(Data.of("messages", List.of(Map.of("role", "user", "content", "Say: Why?")))
                        .with("temperature", 0.7)
                        .with("max_tokens", 512));
    }

    @Test
    void drawsEachSampleByItsOwnTemperatureAndLength() throws Exception {
        Map<String, Object> schedule = settings(
                "prompt",
                PROMPT,
                "temperature-by",
                ExpressionFake.of("0.1 * n", sample -> 0.1 * number(sample)),
                "max-tokens-by",
                ExpressionFake.of("n", GenerateStepTest::number));
        WorkFake work = work(WorkFake.reply("x"));
        step(schedule).apply(SAMPLE.with("n", 7L), work);
        assertThat(work.asked.getFirst().request().asData().asMap())
                .containsEntry("temperature", 0.7000000000000001)
                .containsEntry("max_tokens", 7L);
        assertThat(reason(step(schedule).apply(SAMPLE.with("n", -1L), work()))).isEqualTo("no-temperature");
        assertThat(reason(step(schedule).apply(SAMPLE.with("n", 0L), work()))).isEqualTo("no-max-tokens");
        assertThat(reason(step(settings(
                                "prompt", PROMPT, "max-tokens-by", ExpressionFake.of("question", sample -> "many")))
                        .apply(SAMPLE, work())))
                .isEqualTo("no-max-tokens");
    }

    private static long number(Sample sample) {
        return sample.data().value("n") instanceof Long number ? number : 0;
    }

    @Test
    void continuesARawTextWithoutTrimming() throws Exception {
        WorkFake work = work(WorkFake.reply(" x "));
        Outcome outcome = step(settings("prompt", PROMPT, "raw", true, "trim", false, "column", "more"))
                .apply(SAMPLE, work);
        assertThat(outcome).isEqualTo(Outcome.passed(SAMPLE.with("more", " x ")));
        assertThat(work.asked.getFirst().request().input()).isEqualTo(new Request.Raw("Say: Why?"));
    }

    @Test
    void asksWrittenAndStoredConversations() throws Exception {
        WorkFake written = work(WorkFake.reply("x"));
        step(settings(
                        "messages",
                        List.of(
                                turn("system", "S"),
                                turn("user", "{{ question }}"),
                                turn("assistant", "A"),
                                turn("user", "B"))))
                .apply(SAMPLE, written);
        assertThat(WorkFake.messages(written.asked.getFirst()))
                .containsExactly(Message.system("S"), Message.user("Why?"), Message.assistant("A"), Message.user("B"));

        Sample stored = SAMPLE.with("talk", List.of(turnData("user", "Q"), turnData("assistant", "A")));
        WorkFake more = work(WorkFake.reply("x"));
        step(settings("messages-column", "talk", "prompt", PROMPT)).apply(stored, more);
        assertThat(WorkFake.messages(more.asked.getFirst()))
                .containsExactly(Message.user("Q"), Message.assistant("A"), Message.user("Say: Why?"));
    }

    @Test
    void rejectsAColumnThatHoldsNoConversation() throws Exception {
        Generator step = step(settings("messages-column", "talk"));
        assertThat(reason(step.apply(SAMPLE.with("talk", "hello"), work()))).isEqualTo("not-a-conversation");
        assertThat(reason(step.apply(SAMPLE.with("talk", List.of(turnData("robot", "Q"))), work())))
                .isEqualTo("not-a-conversation");
        assertThat(reason(step.apply(SAMPLE.with("talk", List.of(turnData("assistant", "Q"))), work())))
                .isEqualTo("nothing-to-answer");
        assertThat(reason(step.apply(SAMPLE.with("talk", List.of()), work()))).isEqualTo("nothing-to-answer");
    }

    @Test
    void rejectsRepliesWithNothingInThem() throws Exception {
        Generator step = step(settings("prompt", PROMPT));
        assertThat(reason(step.apply(SAMPLE, work(WorkFake.reply(" \n"))))).isEqualTo("empty-reply");
        assertThat(reason(step.apply(SAMPLE, work(WorkFake.reply("x", Reply.Finish.FILTERED)))))
                .isEqualTo("filtered");
    }

    @Test
    void rejectsKeepsOrRetriesACutReply() throws Exception {
        Reply cut = WorkFake.reply("Becau", Reply.Finish.LENGTH);
        Rejection rejection = rejection(step(settings("prompt", PROMPT)).apply(SAMPLE, work(cut)));
        assertThat(rejection.reason()).isEqualTo("truncated");
        assertThat(rejection.explanation()).contains("max-tokens, which is 512");
        assertThat(rejection.evidence().text("reply")).isEqualTo("Becau");

        assertThat(step(settings("prompt", PROMPT, "on-cut", "keep")).apply(SAMPLE, work(cut)))
                .isEqualTo(Outcome.passed(SAMPLE.with("answer", "Becau")));

        Generator retrying = step(settings("prompt", PROMPT, "on-cut", "retry"));
        WorkFake work = work(cut, cut, WorkFake.reply("Because."));
        assertThat(retrying.apply(SAMPLE, work)).isEqualTo(Outcome.passed(SAMPLE.with("answer", "Because.")));
        assertThat(work.asked).extracting(Ask::attempt).containsExactly(0, 1, 2);
        assertThat(work.asked)
                .extracting(Ask::request)
                .containsOnly(work.asked.getFirst().request());
        assertThat(reason(retrying.apply(SAMPLE, work(cut, cut, cut)))).isEqualTo("truncated");
    }

    @Test
    void readsJsonBySchemaAndHoldsTheModelToItWhereItCan() throws Exception {
        Generator step = step(settings("prompt", PROMPT, "schema", SCHEMA), Capability.CHAT, Capability.SCHEMA);
        WorkFake work = work(WorkFake.reply("```json\n{\"score\": 3}\n```"));
        assertThat(step.apply(SAMPLE, work)).isEqualTo(Outcome.passed(SAMPLE.with("answer", Map.of("score", 3L))));
        assertThat(work.asked.getFirst().request().schema()).contains(SCHEMA);
        assertThat(WorkFake.messages(work.asked.getFirst())).containsExactly(Message.user("Say: Why?"));
    }

    @Test
    void tellsTheSchemaToAModelThatCannotBeHeldToIt() throws Exception {
        WorkFake work = work(WorkFake.reply("{\"score\":3}"));
        step(settings("prompt", PROMPT, "schema", SCHEMA), Capability.CHAT).apply(SAMPLE, work);
        assertThat(work.asked.getFirst().request().schema()).isEmpty();
        assertThat(WorkFake.messages(work.asked.getFirst()).getLast().content())
                .startsWith("Say: Why?\n\nAnswer with one JSON value")
                .contains("\"minimum\":1");
    }

    @Test
    void showsTheModelItsReplyAndTheErrorsAsTheNextAttempt() throws Exception {
        Generator step = step(settings("prompt", PROMPT, "schema", SCHEMA), Capability.CHAT, Capability.SCHEMA);
        WorkFake work = work(
                WorkFake.reply("The score is 3."), WorkFake.reply("{\"score\": 0}"), WorkFake.reply("{\"score\": 3}"));
        assertThat(step.apply(SAMPLE, work)).isEqualTo(Outcome.passed(SAMPLE.with("answer", Map.of("score", 3L))));
        assertThat(work.asked).extracting(Ask::attempt).containsExactly(0, 1, 2);
        assertThat(work.asked.get(1).prompt().orElseThrow().id()).isEqualTo("generate.repair");
        List<Message> first = WorkFake.messages(work.asked.get(1));
        assertThat(first).hasSize(3).contains(Message.assistant("The score is 3."));
        assertThat(first.getLast().content()).contains("line 1, column");
        List<Message> second = WorkFake.messages(work.asked.get(2));
        assertThat(second).hasSize(3).contains(Message.assistant("{\"score\": 0}"));
        assertThat(second.getLast().content()).contains("/score: must have a minimum value of 1");
    }

    @Test
    void rejectsWhatIsStillUnusableAfterTheRepairs() throws Exception {
        Generator step = step(settings("prompt", PROMPT, "schema", SCHEMA, "repairs", 1L), Capability.CHAT);
        Rejection rejection =
                rejection(step.apply(SAMPLE, work(WorkFake.reply("no"), WorkFake.reply("{\"scores\": 3}"))));
        assertThat(rejection.reason()).isEqualTo("schema-mismatch");
        assertThat(rejection.evidence().text("reply")).isEqualTo("{\"scores\": 3}");
        assertThat(rejection.evidence().value("attempts")).isEqualTo(2L);
        assertThat(rejection.evidence().text("errors")).contains("score");
        // a value with text around it, or after it, is never picked out
        for (String half : List.of("{\"score\": 3} done", "Here: {\"score\": 3}", "{\"score\": 3", "[{\"score\": 3}")) {
            assertThat(reason(step.apply(SAMPLE, work(WorkFake.reply(half), WorkFake.reply(half)))))
                    .isEqualTo("invalid-json");
        }
    }

    @Test
    void asksARawTextAgainOnlyWhereItCanGiveSomethingElse() throws Exception {
        Map<String, Object> raw = settings("prompt", PROMPT, "schema", SCHEMA, "raw", true);
        WorkFake random = work(WorkFake.reply("no"), WorkFake.reply("{\"score\":1}"));
        assertThat(step(raw, Capability.RAW).apply(SAMPLE, random)).isInstanceOf(Outcome.Passed.class);
        raw.put("temperature", 0.0);
        assertThat(reason(step(raw, Capability.RAW).apply(SAMPLE, work(WorkFake.reply("no")))))
                .isEqualTo("invalid-json");
    }

    @Test
    void asksForJsonByTheMeansThatTheSettingNames() throws Exception {
        WorkFake work = work(WorkFake.reply("{\"score\": 3}"));
        Outcome outcome = step(
                        settings("prompt", PROMPT, "schema", SCHEMA, "structure", "tool"),
                        Capability.CHAT,
                        Capability.SCHEMA,
                        Capability.TOOLS)
                .apply(SAMPLE, work);
        assertThat(outcome).isEqualTo(Outcome.passed(SAMPLE.with("answer", Map.of("score", 3L))));
        assertThat(work.asked.getFirst().request().format()).containsInstanceOf(Request.Tool.class);
    }

    @Test
    void spreadsFieldsToColumns() throws Exception {
        Map<String, Object> schema = new LinkedHashMap<>(SCHEMA);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("score", Map.of("type", "integer"));
        properties.put("why", Map.of("type", "string"));
        schema.put("properties", properties);
        Generator step = step(settings("prompt", PROMPT, "schema", schema, "fields", true));
        assertThat(step.apply(SAMPLE, work(WorkFake.reply("{\"score\":3}"))))
                .isEqualTo(Outcome.passed(SAMPLE.with("score", 3).with("why", null)));
        assertThat(step.columnsAfter(Columns.none().plus(List.of("question"))))
                .isEqualTo(new Columns(Set.of("question", "score", "why"), true));
        schema.remove("additionalProperties");
        assertThat(step(settings("prompt", PROMPT, "schema", schema, "fields", true))
                        .columnsAfter(Columns.none())
                        .complete())
                .isFalse();
    }

    @Test
    void severalSamplesAreChildrenThatAskEachForThemselves() throws Exception {
        List<Step> steps = building(settings("prompt", PROMPT, "samples", 3L)).build();
        assertThat(steps).extracting(Step::name).containsExactly("generate/samples", "generate");
        Outcome outcome = ((SampleStep) steps.getFirst()).apply(SAMPLE, work());
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Became.class, became -> {
            assertThat(became.children()).hasSize(3).extracting(Sample::data).containsOnly(SAMPLE.data());
            assertThat(became.children()).extracting(Sample::id).doesNotHaveDuplicates();
            assertThat(became.children())
                    .allSatisfy(child -> assertThat(child.parents()).containsExactly(SAMPLE.id()));
        });
    }

    @Test
    void saysAllThatDoesNotFitTogether() {
        assertThat(problems(settings()))
                .containsExactly(
                        "prompt is left out, but nothing else says what to ask; give `prompt`, `messages` or `messages-column`");
        assertThat(problems(settings("prompt", PROMPT, "messages", List.of(turn("user", "x")))))
                .singleElement()
                .asString()
                .startsWith("messages is the whole conversation");
        assertThat(problems(settings("messages", List.of(turn("user", "x"), turn("system", "y")))))
                .containsExactly("messages must end with a turn of the user's or the assistant's");
        assertThat(problems(settings("messages", List.of(turn("user", "x"), turn("assistant", "y")), "schema", SCHEMA)))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("model is 'writer', which cannot go on from a beginning"))
                .anyMatch(problem -> problem.startsWith("schema is set, but `messages` ends with"));
        assertThat(problems(settings("system", PROMPT, "raw", true)))
                .containsExactly(
                        "system is set, but with `raw: true` there is only a text to continue: give `prompt`",
                        "prompt is left out, but with `raw: true` it is the text to continue");
        assertThat(problems(settings("prompt", PROMPT, "structure", "tool")))
                .containsExactly("structure is 'tool', but there is no `schema` to hold a reply to");
        assertThat(problems(settings("prompt", PROMPT, "schema", SCHEMA, "structure", "tool")))
                .containsExactly("structure is 'tool', but the model 'writer' cannot call functions; give"
                        + " `instructions` or `auto`");
        assertThat(problems(settings("prompt", PROMPT, "schema", SCHEMA, "on-cut", "keep")))
                .containsExactly(
                        "on-cut is 'keep', but with a `schema` the part of a reply is no value; `reject` or `retry` it");
        assertThat(problems(settings("prompt", PROMPT, "fields", true)))
                .containsExactly("fields is true, but there is no `schema` that says which fields there are");
        assertThat(problems(settings("prompt", PROMPT, "fields", true, "schema", Map.of("type", "array"))))
                .singleElement()
                .asString()
                .startsWith("fields is true, but the schema is not of `type: object`");
        assertThat(problems(settings("prompt", PROMPT, "on-cut", "retry", "temperature", 0.0)))
                .singleElement()
                .asString()
                .startsWith("on-cut is 'retry', but at temperature 0");
        assertThat(problems(settings("prompt", PROMPT, "schema", Map.of("$ref", "#/$defs/nothing"))))
                .singleElement()
                .asString()
                .startsWith("schema cannot be used: ")
                .contains("nothing");
        assertThat(problems(settings("prompt", PROMPT, "schema", Map.of("$ref", "http://127.0.0.1:1/s.json"))))
                .singleElement()
                .asString()
                .startsWith("schema cannot be used: ");
    }

    @Test
    void saysThatAModelCannotDoWhatIsAsked() {
        BuildingFake raw = building(settings("prompt", PROMPT, "raw", true), Capability.CHAT);
        raw.build();
        assertThat(raw.problems)
                .containsExactly("model is 'writer', which cannot continue a text, which `raw: true` needs");
        BuildingFake chat = building(settings("prompt", PROMPT), Capability.RAW);
        chat.build();
        assertThat(chat.problems).singleElement().asString().contains("cannot answer a conversation");
    }

    private static Settings turn(String role, String content) {
        return Settings.of(Map.of("role", role, "content", new TemplateFake("turn", content)));
    }

    private static Map<String, String> turnData(String role, String content) {
        return Map.of("role", role, "content", content);
    }

    private static Map<String, Object> settings(Object... pairs) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("model", "writer");
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put((String) pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    private static BuildingFake building(Map<String, Object> settings, Capability... capabilities) {
        Set<Capability> able =
                capabilities.length == 0 ? Set.of(Capability.CHAT, Capability.RAW) : Set.of(capabilities);
        return new BuildingFake(GenerateStep.TYPE, settings, Columns.none().plus(List.of("question", "talk")), able);
    }

    private static Generator step(Map<String, Object> settings, Capability... capabilities) {
        return (Generator) building(settings, capabilities).buildOne();
    }

    private static List<String> problems(Map<String, Object> settings) {
        BuildingFake building = building(settings);
        building.build();
        return building.problems;
    }

    private static WorkFake work(Reply... script) {
        return new WorkFake(SAMPLE, "generate", script);
    }

    private static String reason(Outcome outcome) {
        return rejection(outcome).reason();
    }

    private static Rejection rejection(Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            return rejected.rejection();
        }
        throw new AssertionError("not rejected: " + outcome);
    }
}
