package dev.seedbed.text.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All 541 prompts of IFEval (google-research/instruction_following_eval, input_data.jsonl, Apache License 2.0): each
/// of their instructions with a reply that was built to follow it, and one built not to.
class IfEvalTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private record Row(String prompt, List<String> ids, List<Map<String, Object>> kwargs) {}

    private static final List<Row> ROWS = rows();

    /// Says the language that the test wrote down.
    private static LanguageOf says(String code) {
        return _ -> Optional.of(code);
    }

    @Test
    void knowsAllTwentyFiveKinds() {
        assertThat(ROWS).hasSize(541);
        assertThat(ROWS.stream().flatMap(row -> row.ids.stream()).distinct()).hasSize(25);
        assertThat(Instructions.IDS)
                .containsAll(ROWS.stream().flatMap(row -> row.ids.stream()).toList());
    }

    @Test
    void eachInstructionHasAReplyThatFollowsAndOneThatDoesNot() {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> checked = new TreeMap<>();
        for (Row row : ROWS) {
            List<Constraint> constraints = Instructions.read(row.ids, row.kwargs);
            for (int i = 0; i < row.ids.size(); i++) {
                String id = row.ids.get(i);
                Map<String, Object> arguments = row.kwargs.get(i);
                Map.Entry<String, String> replies = replies(id, arguments);
                String language = String.valueOf(arguments.getOrDefault("language", "en"));
                Result good = Instructions.check(constraints.get(i), replies.getKey(), Mode.STRICT, says(language));
                Result bad = Instructions.check(
                        constraints.get(i),
                        replies.getValue(),
                        Mode.STRICT,
                        says("language:response_language".equals(id) ? "xx" : language));
                if (!good.followed() || bad.followed()) {
                    wrong.add(id + " " + arguments + ": " + good.explanation() + " | " + bad.explanation());
                }
                checked.merge(id, 1, Integer::sum);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).hasSize(25);
        assertThat(checked.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(834);
    }

    @Test
    void readsMostOfThemOutOfThePrompt() {
        int right = 0;
        int read = 0;
        int wanted = 0;
        for (Row row : ROWS) {
            List<String> labels = Instructions.read(row.ids, row.kwargs).stream()
                    .map(IfEvalTest::normalized)
                    .toList();
            List<String> found = Instructions.constraints(row.prompt).stream()
                    .map(IfEvalTest::normalized)
                    .toList();
            wanted += labels.size();
            read += found.size();
            right += (int) labels.stream().filter(found::contains).count();
        }
        assertThat((double) right / read).isGreaterThan(0.95);
        assertThat((double) right / wanted).isGreaterThan(0.88);
    }

    private static String normalized(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Keywords(List<String> words) ->
                "existence"
                        + words.stream()
                                .map(word -> word.toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList();
            case Constraint.ForbiddenWords(List<String> words) ->
                "forbidden"
                        + words.stream()
                                .map(word -> word.toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList();
            default -> constraint.toString().toLowerCase(Locale.ROOT);
        };
    }

    /// A reply that follows and one that does not.
    private static Map.Entry<String, String> replies(String id, Map<String, Object> a) {
        return switch (id) {
            case "keywords:existence" -> Map.entry("So " + String.join(" and ", texts(a, "keywords")) + ".", "zzz qqq");
            case "keywords:frequency" ->
                counted(a, "relation", "frequency", n -> (text(a, "keyword") + " - ").repeat(n) + "+");
            case "keywords:forbidden_words" ->
                Map.entry("0 1 2", "Well: " + texts(a, "forbidden_words").getFirst() + "!");
            case "keywords:letter_frequency" ->
                counted(
                        a,
                        "let_relation",
                        "let_frequency",
                        n -> "0 " + text(a, "letter").repeat(n));
            case "language:response_language" -> Map.entry("some words", "some words");
            case "length_constraints:number_sentences" ->
                counted(a, "relation", "num_sentences", n -> "This one is short. ".repeat(n) + (n == 0 ? " " : ""));
            case "length_constraints:number_paragraphs" ->
                Map.entry(
                        joined("a b", number(a, "num_paragraphs"), "\n***\n"),
                        joined("a b", number(a, "num_paragraphs") + 1, "\n***\n"));
            case "length_constraints:number_words" -> counted(a, "relation", "num_words", n -> "word ".repeat(n) + "-");
            case "length_constraints:nth_paragraph_first_word" -> paragraphs(a);
            case "detectable_content:number_placeholders" ->
                least(number(a, "num_placeholders"), n -> "x " + "[name] ".repeat(n));
            case "detectable_content:postscript" ->
                Map.entry("Bye.\n\n" + text(a, "postscript_marker") + " One more.", "Bye.");
            case "detectable_format:number_bullet_lists" ->
                Map.entry(
                        joined("* item", number(a, "num_bullets"), "\n"),
                        joined("- item", number(a, "num_bullets") + 1, "\n"));
            case "detectable_format:constrained_response" -> Map.entry("I think: My answer is maybe.", "Perhaps.");
            case "detectable_format:number_highlighted_sections" ->
                least(number(a, "num_highlights"), n -> "x " + "*part one* ".repeat(n));
            case "detectable_format:multiple_sections" ->
                least(
                        number(a, "num_sections"),
                        n -> "x"
                                + IntStream.rangeClosed(1, n)
                                        .mapToObj(k -> "\n" + text(a, "section_spliter") + " " + k + "\ntext")
                                        .reduce("", String::concat));
            case "detectable_format:json_format" -> Map.entry("```json\n{\"a\": [1, true]}\n```", "{\"a\": [1, true}");
            case "detectable_format:title" -> Map.entry("<<A title>>\nText.", "<< >>\nText.");
            case "combination:two_responses" -> Map.entry("One.\n******\nTwo.", "One.\n******\nOne.");
            case "combination:repeat_prompt" ->
                Map.entry(text(a, "prompt_to_repeat") + "\nWell.", "Well. " + text(a, "prompt_to_repeat"));
            case "startend:end_checker" ->
                Map.entry("Well. " + text(a, "end_phrase") + "\n", text(a, "end_phrase") + " Well.");
            case "startend:quotation" -> Map.entry("\"All of it.\"", "\"All\" of it.");
            case "change_case:capital_word_frequency" ->
                counted(a, "capital_relation", "capital_frequency", n -> "so " + "NEW ".repeat(n));
            case "change_case:english_capital" -> Map.entry("ALL OF IT, 1.", "ALL OF it.");
            case "change_case:english_lowercase" -> Map.entry("all of it, 1.", "all of It.");
            case "punctuation:no_comma" -> Map.entry("All of it; yes.", "All, of it.");
            default -> throw new AssertionError(id);
        };
    }

    private static Map.Entry<String, String> counted(
            Map<String, Object> a, String relation, String number, java.util.function.IntFunction<String> reply) {
        int bound = number(a, number);
        return "less than".equals(text(a, relation))
                ? Map.entry(reply.apply(bound - 1).isBlank() ? "=" : reply.apply(bound - 1), reply.apply(bound))
                : Map.entry(reply.apply(bound), bound == 0 ? " " : reply.apply(bound - 1));
    }

    private static Map.Entry<String, String> least(int bound, java.util.function.IntFunction<String> reply) {
        return Map.entry(reply.apply(bound), bound == 0 ? " " : reply.apply(bound - 1));
    }

    private static Map.Entry<String, String> paragraphs(Map<String, Object> a) {
        int count = number(a, "num_paragraphs");
        int nth = number(a, "nth_paragraph");
        List<String> good = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            good.add(i == nth ? "\"" + text(a, "first_word") + "\", so it is." : "Zzz it was.");
        }
        return Map.entry(String.join("\n\n", good), joined("Zzz it was.", count, "\n\n"));
    }

    private static String joined(String part, int count, String divider) {
        return String.join(divider, java.util.Collections.nCopies(count, part));
    }

    private static String text(Map<String, Object> arguments, String name) {
        return String.valueOf(Objects.requireNonNull(arguments.get(name)));
    }

    private static int number(Map<String, Object> arguments, String name) {
        return ((Number) Objects.requireNonNull(arguments.get(name))).intValue();
    }

    private static List<String> texts(Map<String, Object> arguments, String name) {
        return ((List<?>) Objects.requireNonNull(arguments.get(name)))
                .stream().map(String::valueOf).toList();
    }

    private static List<Row> rows() {
        try (InputStream in = Objects.requireNonNull(IfEvalTest.class.getResourceAsStream("/ifeval_prompts.jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(MAPPER::readTree)
                    .map(row -> new Row(row.get("prompt").asString(), ids(row), kwargs(row)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ids(JsonNode row) {
        List<String> ids = new ArrayList<>();
        row.get("instruction_id_list").forEach(id -> ids.add(id.asString()));
        return ids;
    }

    private static List<Map<String, Object>> kwargs(JsonNode row) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (JsonNode each : row.get("kwargs")) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            each.properties().forEach(field -> arguments.put(field.getKey(), value(field.getValue())));
            all.add(arguments);
        }
        return all;
    }

    private static Object value(JsonNode node) {
        if (node.isNumber()) {
            return node.intValue();
        }
        if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            node.forEach(each -> texts.add(each.asString()));
            return texts;
        }
        return node.asString();
    }
}
