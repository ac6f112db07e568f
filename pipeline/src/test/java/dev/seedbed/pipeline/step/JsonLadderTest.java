package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.JsonPrompts;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.JsonReplies.Answer;
import dev.seedbed.api.step.JsonReplies.Invalid;
import dev.seedbed.api.step.JsonReplies.Rung;
import dev.seedbed.api.step.JsonReplies.Value;
import dev.seedbed.api.step.JsonWanted;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.testkit.SeededCases;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonLadderTest {
    private static final Sample SAMPLE = Sample.root("load", Data.of("question", "Why?"));
    private static final Parameter<String> MODEL =
            Parameter.model("model", "Who is asked.").required();
    private static final JsonPrompts PROMPTS = JsonPrompts.of("judge");
    private static final StepType TYPE = StepType.named("judge", StepKind.GENERATOR, "Judges.")
            .taking(MODEL, JsonReplies.STRUCTURE, JsonReplies.REPAIRS)
            .prompts(PROMPTS.schema(), PROMPTS.repair());
    private static final Map<String, Object> OBJECT = schema("""
            {"type": "object", "properties": {"score": {"type": "integer", "minimum": 1}, "why": {"type": "string"}},
             "required": ["score"], "additionalProperties": false}""");
    private static final Map<String, Object> LIST =
            schema("{\"type\": \"array\", \"items\": {\"type\": \"integer\"}, \"minItems\": 2}");
    private static final Set<Capability> ALL = EnumSet.allOf(Capability.class);

    @ParameterizedTest
    @EnumSource(Rung.class)
    void asksOnTheHighestRungThatTheModelHas(Rung rung) throws Exception {
        Set<Capability> able = EnumSet.of(Capability.CHAT);
        Arrays.stream(Rung.values())
                .filter(each -> each.compareTo(rung) >= 0)
                .forEach(lower -> lower.needed().ifPresent(able::add));
        assertThat(ladder(OBJECT, able, Map.of()).rung()).isEqualTo(rung);
        assertThat(ladder(OBJECT, ALL, Map.of("structure", rung.word())).rung()).isEqualTo(rung);
    }

    @ParameterizedTest
    @EnumSource(Rung.class)
    void givesAValidValueOnEveryRung(Rung rung) throws Exception {
        WorkFake work = work(WorkFake.reply(" {\"score\": 3}\n"));
        Answer answer = on(rung, OBJECT).ask(work, question());
        assertThat(answer)
                .isEqualTo(
                        new Value(Map.of("score", 3L), rung, List.of(WorkFake.reply(" {\"score\": 3}\n")), List.of()));
        assertThat(answer.attempts()).isEqualTo(1);
        assertThat(((Value) answer).object()).isEqualTo(Data.of("score", 3));
    }

    @Test
    void eachRungHasARequestOfItsOwn() throws Exception {
        assertThat(request(Rung.SCHEMA).format()).contains(new Request.Schema(OBJECT));
        assertThat(request(Rung.TOOL).format()).hasValueSatisfying(format -> {
            Request.Tool tool = (Request.Tool) format;
            assertThat(tool.name()).isEqualTo("reply").matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(tool.schema()).isEqualTo(OBJECT);
        });
        assertThat(request(Rung.JSON).format()).contains(new Request.AnyJson());
        assertThat(request(Rung.INSTRUCTIONS).format()).isEmpty();

        assertThat(lastTurn(request(Rung.SCHEMA))).isEqualTo("Rate it.");
        assertThat(lastTurn(request(Rung.TOOL))).isEqualTo("Rate it.");
        String told = "Rate it.\n\nAnswer with one JSON value that follows this JSON Schema, and with nothing else:\n"
                + Json.write(OBJECT);
        assertThat(lastTurn(request(Rung.JSON))).isEqualTo(told);
        assertThat(lastTurn(request(Rung.INSTRUCTIONS))).isEqualTo(told);
    }

    @Test
    void journalKeysDifferBetweenRungsAndStayTheSame() {
        List<String> keys = Stream.of(Rung.values()).map(JsonLadderTest::key).toList();
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(Stream.of(Rung.values()).map(JsonLadderTest::key)).isEqualTo(keys);
    }

    @ParameterizedTest
    @EnumSource(Rung.class)
    void aSchemaThatIsNoObjectIsAskedForAsTheFieldOfOne(Rung rung) throws Exception {
        boolean wraps = rung != Rung.INSTRUCTIONS;
        String right = wraps ? "{\"value\": [1, 2]}" : "[1, 2]";
        String wrong = wraps ? "[1, 2]" : "{\"value\": [1, 2]}";
        WorkFake work = work(WorkFake.reply(wrong), WorkFake.reply(right));
        Answer answer = on(rung, LIST).ask(work, question());
        assertThat(answer).isInstanceOfSatisfying(Value.class, value -> {
            assertThat(value.value()).isEqualTo(List.of(1L, 2L));
            assertThat(value.refused())
                    .singleElement()
                    .satisfies(why -> assertThat(why.reason()).isEqualTo("schema-mismatch"));
        });
        assertThat(work.asked.getFirst().request().schema().isPresent()).isEqualTo(rung == Rung.SCHEMA);
        assertThat(asText(work.asked.getFirst()).contains("\"required\":[\"value\"]")
                        || asText(work.asked.getFirst()).contains("\\\"required\\\":[\\\"value\\\"]"))
                .isEqualTo(wraps);
    }

    @Test
    void errorsInsideAWrappedValueSayWhereTheyAreInTheReply() throws Exception {
        WorkFake work = work(WorkFake.reply("{\"value\": [1, \"two\"]}"), WorkFake.reply("{\"value\": [1, 2]}"));
        on(Rung.TOOL, LIST).ask(work, question());
        assertThat(WorkFake.messages(work.asked.get(1)).getLast().content()).contains("- /value/1: ");
    }

    @ParameterizedTest
    @EnumSource(Rung.class)
    void repairsByShowingTheReplyAndTheErrorsOnTheSameRung(Rung rung) throws Exception {
        Reply prose = WorkFake.reply("I would say 3.");
        Reply low = WorkFake.reply("{\"score\": 0}");
        Reply right = WorkFake.reply("{\"score\": 3}");
        WorkFake work = work(prose, low, right);
        Answer answer = on(rung, OBJECT).ask(work, question().number(4));

        assertThat(answer).isInstanceOfSatisfying(Value.class, value -> {
            assertThat(value.replies()).containsExactly(prose, low, right);
            assertThat(value.refused())
                    .extracting(why -> why.reason())
                    .containsExactly("invalid-json", "schema-mismatch");
        });
        assertThat(work.asked).extracting(Ask::attempt).containsExactly(0, 1, 2);
        assertThat(work.asked).extracting(Ask::n).containsOnly(4);
        assertThat(work.asked)
                .extracting(ask -> ask.request().format())
                .containsOnly(work.asked.getFirst().request().format());
        assertThat(work.asked.get(1).prompt().orElseThrow().id()).isEqualTo("judge.repair");
        List<Message> first = WorkFake.messages(work.asked.getFirst());
        List<Message> turns = WorkFake.messages(work.asked.get(2));
        assertThat(turns).hasSize(first.size() + 2).startsWith(first.toArray(Message[]::new));
        assertThat(turns.get(first.size())).isEqualTo(Message.assistant(low.text()));
        assertThat(turns.getLast().role()).isEqualTo(Message.Role.USER);
        assertThat(turns.getLast().content())
                .contains("- /score: must have a minimum value of 1")
                .contains(Json.write(OBJECT));
    }

    @ParameterizedTest
    @EnumSource(Rung.class)
    void saysWhyNothingCouldBeTaken(Rung rung) throws Exception {
        JsonReplies replies = on(rung, OBJECT);
        Reply cut = WorkFake.reply("{\"score\": 3}", Reply.Finish.LENGTH);
        assertThat(invalid(replies, cut).reason()).isEqualTo("truncated");
        assertThat(invalid(replies, WorkFake.reply("{\"score\": 3}", Reply.Finish.FILTERED))
                        .reason())
                .isEqualTo("filtered");
        assertThat(invalid(replies, WorkFake.reply(" \n")).reason()).isEqualTo("empty-reply");

        Reply wrong = WorkFake.reply("{\"score\": \"3\"}");
        Invalid invalid = invalid(replies, wrong, wrong, wrong);
        assertThat(invalid.reason()).isEqualTo("schema-mismatch");
        assertThat(invalid.errors()).singleElement().asString().startsWith("/score: ");
        assertThat(invalid.attempts()).isEqualTo(3);
        assertThat(invalid.rejection().evidence().asMap())
                .containsEntry("reply", wrong.text())
                .containsEntry("attempts", 3L)
                .containsEntry("structure", rung.word())
                .containsEntry("errors", invalid.errors());
    }

    @Test
    void asksForACutReplyAgainOnlyIfTheStepWantsIt() throws Exception {
        Reply cut = WorkFake.reply("{\"sco", Reply.Finish.LENGTH);
        WorkFake work = work(cut, cut, WorkFake.reply("{\"score\": 3}"));
        JsonReplies replies = building(ALL, Map.of()).jsonReplies(wanted(OBJECT).retryingCut(true));
        assertThat(replies.ask(work, question())).isInstanceOf(Value.class);
        assertThat(work.asked).extracting(Ask::attempt).containsExactly(0, 1, 2);
        assertThat(work.asked)
                .extracting(Ask::request)
                .containsOnly(work.asked.getFirst().request());
    }

    @Test
    void asksManyAtOnceAndThenOnlyTheWrongOnesAgain() throws Exception {
        WorkFake work = work(
                WorkFake.reply("{\"score\": 1}"),
                WorkFake.reply("no"),
                WorkFake.reply("{\"score\": 3}"),
                WorkFake.reply("{\"score\": 2}"));
        List<Answer> answers = on(Rung.SCHEMA, OBJECT)
                .askAll(
                        work,
                        List.of(question(), question().number(1), question().number(2)));
        assertThat(answers)
                .extracting(answer -> ((Value) answer).object().value("score"))
                .containsExactly(1L, 2L, 3L);
        assertThat(work.asked).extracting(Ask::n).containsExactly(0, 1, 2, 1);
        assertThat(work.asked).extracting(Ask::attempt).containsExactly(0, 0, 0, 1);
    }

    @Test
    void saysThatTheModelHasNoSuchRung() {
        BuildingFake weak = building(Set.of(Capability.CHAT, Capability.JSON), Map.of("structure", "tool"));
        weak.jsonReplies(wanted(OBJECT));
        assertThat(weak.problems)
                .containsExactly("structure is 'tool', but the model 'writer' cannot call functions; give `json`,"
                        + " `instructions` or `auto`");
        BuildingFake raw = building(ALL, Map.of("structure", "json"));
        raw.jsonReplies(wanted(OBJECT).raw(true));
        assertThat(raw.problems)
                .containsExactly("structure is 'json', but only a conversation can be asked so, and this is a text to"
                        + " continue; give `schema`, `instructions` or `auto`");
    }

    @Test
    void aQuestionThatIsNotItsOwnIsRefused() {
        JsonReplies replies = on(Rung.SCHEMA, OBJECT);
        Model other = new BuildingFake.ModelFake("other", ALL);
        assertThatThrownBy(() -> replies.ask(work(), Ask.of(other, question().request())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'other'");
        assertThatThrownBy(() -> replies.ask(
                        work(), Ask.of(question().model(), question().request().withSchema(LIST))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format");
    }

    @ParameterizedTest
    @EnumSource(Rung.class)
    void aReplyThatWasCutAnywhereIsNoValue(Rung rung) throws Exception {
        JsonReplies replies =
                ladder(schema("{\"type\": \"object\"}"), ALL, Map.of("structure", rung.word(), "repairs", 0L));
        SeededCases.check(61, 60, cases -> {
            String whole = Json.write(json(cases, 3));
            for (int end = 0; end < whole.length(); end++) {
                String part = whole.substring(0, end);
                assertThat(invalid(replies, WorkFake.reply(part)).reason()).isIn("invalid-json", "empty-reply");
                assertThat(invalid(replies, WorkFake.reply(part, Reply.Finish.LENGTH))
                                .reason())
                        .isEqualTo("truncated");
                assertThat(invalid(replies, WorkFake.reply("```json\n" + part + "\n```"))
                                .reason())
                        .isEqualTo("invalid-json");
            }
            assertThat(replies.ask(work(WorkFake.reply(whole)), question())).isInstanceOf(Value.class);
        });
    }

    @Test
    void nothingIsPickedOutOfTextAroundAValue() throws Exception {
        JsonReplies replies = ladder(OBJECT, ALL, Map.of("repairs", 0L));
        SeededCases.check(62, 2_000, cases -> {
            String around = cases.text(12);
            String reply = cases.flag() ? around + "{\"score\": 3}" : "{\"score\": 3}" + around;
            Answer answer = replies.ask(work(WorkFake.reply(reply)), question());
            assertThat(answer instanceof Value).as(Json.write(reply)).isEqualTo(around.isBlank());
        });
        for (String half : List.of(
                "{\"score\": 3, \"score\": 3}",
                "{\"score\": 3}{\"score\": 3}",
                "{\"score\": 3},",
                "{\"score\": 3,}",
                "{score: 3}",
                "{'score': 3}",
                "{\"score\": 03}",
                "{\"score\": NaN}",
                "{\"score\": Infinity}",
                "{\"score\": 3} // three",
                "```json\n{\"score\": 3}\n```\nDone.",
                "Here:\n```json\n{\"score\": 3}\n```",
                "```json\n{\"score\": 3}\n```\n```json\n{\"score\": 3}\n```",
                "```json\n{\"score\": 3}",
                "```python\n{\"score\": 3}\n```",
                "````\n{\"score\": 3}\n````",
                "[".repeat(5_000),
                "\ufeff{\"score\": 3}")) {
            assertThat(invalid(replies, WorkFake.reply(half)).reason()).as(half).isEqualTo("invalid-json");
        }
        for (String whole : List.of(
                "```json\n{\"score\": 3}\n```",
                "```\n{\"score\": 3}\n```",
                "\n ```JSON \r\n{\"score\": 3}\r\n``` \n",
                "\t{\"score\":3.0}\r\n")) {
            assertThat(replies.ask(work(WorkFake.reply(whole)), question()))
                    .as(whole)
                    .isInstanceOf(Value.class);
        }
    }

    /// What once took time by the cube of the reply's length.
    @Test
    void aFenceThatNeverEndsIsReadOnce() throws Exception {
        JsonReplies replies = ladder(OBJECT, ALL, Map.of("repairs", 0L));
        String hostile = "```" + "\n".repeat(300_000) + "x";
        assertThat(invalid(replies, WorkFake.reply(hostile)).reason()).isEqualTo("invalid-json");
    }

    @Test
    void errorsStayShortWhateverTheReplyIsCalled() throws Exception {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("score", 1);
        for (int i = 0; i < 50; i++) {
            reply.put("x".repeat(10_000) + i, i);
        }
        Invalid invalid = invalid(ladder(OBJECT, ALL, Map.of("repairs", 0L)), WorkFake.reply(Json.write(reply)));
        assertThat(invalid.errors()).hasSizeLessThanOrEqualTo(10).allMatch(error -> error.length() < 1_100);
    }

    private static Map<String, Object> json(SeededCases cases, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = cases.integer(1, 3); i > 0; i--) {
            object.put(
                    cases.text(6),
                    switch (cases.integer(0, depth > 0 ? 4 : 2)) {
                        case 0 -> cases.text(8);
                        case 1 -> cases.integer(-500, 500);
                        case 2 -> cases.flag();
                        case 3 -> cases.list(2, () -> cases.text(4));
                        default -> json(cases, depth - 1);
                    });
        }
        return object;
    }

    private static Map<String, Object> schema(String json) {
        return Json.parseObject(json).asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue(), (a, b) -> a, LinkedHashMap::new));
    }

    private static JsonWanted wanted(Map<String, Object> schema) {
        return JsonWanted.of(MODEL, schema, PROMPTS);
    }

    private static BuildingFake building(Set<Capability> able, Map<String, Object> settings) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("model", "writer");
        return new BuildingFake(TYPE, all, Columns.none(), able);
    }

    private static JsonReplies ladder(Map<String, Object> schema, Set<Capability> able, Map<String, Object> settings) {
        BuildingFake building = building(able, settings);
        JsonReplies replies = building.jsonReplies(wanted(schema));
        assertThat(building.problems).isEmpty();
        return replies;
    }

    private static JsonReplies on(Rung rung, Map<String, Object> schema) {
        return ladder(schema, ALL, Map.of("structure", rung.word()));
    }

    private static Ask question() {
        Model model = new BuildingFake.ModelFake("writer", ALL);
        return Ask.of(
                model, Request.chat(List.of(Message.system("Be fair."), Message.user("Rate it.")), Sampling.of(0, 50)));
    }

    private static Request request(Rung rung) throws InterruptedException {
        WorkFake work = work(WorkFake.reply("{\"score\": 3}"));
        on(rung, OBJECT).ask(work, question());
        return work.asked.getFirst().request();
    }

    private static String key(Rung rung) {
        try {
            return Hash.of(Json.canonical(request(rung).asData().asMap())).toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String lastTurn(Request request) {
        return ((Request.Chat) request.input()).messages().getLast().content();
    }

    private static String asText(Ask ask) {
        return Json.write(ask.request().asData().asMap());
    }

    private static Invalid invalid(JsonReplies replies, Reply... script) throws InterruptedException {
        Answer answer = replies.ask(work(script), question());
        assertThat(answer).as(script[0].text()).isInstanceOf(Invalid.class);
        return (Invalid) answer;
    }

    private static WorkFake work(Reply... script) {
        return new WorkFake(SAMPLE, "judge", script);
    }
}
