package dev.seedbed.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.RunOptions;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.testkit.ScriptedEndpoint;
import dev.seedbed.testkit.benchmark.BenchmarkEndpoint;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The examples, against an endpoint that answers from the request alone.
@Timeout(120)
class ExamplesTest {
    private static final Path HERE = Path.of("");
    private static final List<String> SUBJECTS = List.of(
            "bread",
            "violins",
            "glaciers",
            "beetles",
            "tides",
            "bridges",
            "poems",
            "kites",
            "harbours",
            "lanterns",
            "comets",
            "looms",
            "gardens",
            "rivers",
            "clocks",
            "owls");

    @TempDir
    private Path folder = Path.of("");

    private ScriptedEndpoint endpoint = ScriptedEndpoint.start();

    @BeforeEach
    void answerAsAModelWould() {
        endpoint.says(request -> Optional.of(reply(request)));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    /// Tasks, a class or an instance for the prompts of Self-Instruct; a question where a user's turn begins; else an
    /// answer.
    private static String reply(Data request) {
        String prompt = request.textIfPresent("prompt").orElse("");
        Hash seed = Hash.of(Json.write(request.asMap()));
        if (prompt.isEmpty()) {
            return "There is much to say, but number " + seed + " comes first, and then all the others follow it.";
        }
        if (prompt.endsWith("<user>")) {
            return "Tell me about " + task(seed) + "?";
        }
        if (prompt.strip().endsWith("Is it classification?")) {
            return " No";
        }
        return prompt.matches("(?s).*\\n\\d+\\.\\s*")
                ? " Describe " + task(seed) + "\n"
                : "Output: This is the output number " + seed + ".";
    }

    /// Eight words, of which two tasks seldom share many.
    private static String task(Hash request) {
        return request.toString()
                .substring(0, 8)
                .chars()
                .mapToObj(digit -> SUBJECTS.get(Character.digit(digit, 16)))
                .collect(Collectors.joining(" "));
    }

    private List<String> scripted(String... more) {
        String model = "models.writer={provider: openai, model: any, base-url: '" + endpoint.baseUri() + "'}";
        return Stream.concat(Stream.of(model), Stream.of(more)).toList();
    }

    private RunResult run(PipelineSpec spec, String directory) throws InterruptedException {
        return Seedbed.standard().run(spec, RunOptions.defaults().into(folder.resolve(directory)));
    }

    private String rows(String directory) throws IOException {
        return Files.readString(folder.resolve(directory).resolve("dataset.jsonl"));
    }

    @Test
    void goesThroughFiles() throws Exception {
        String words = IntStream.range(0, 40).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        Path file = Files.writeString(
                folder.resolve("rows.jsonl"),
                "{\"text\":\"" + words + "\"}\n{\"text\":\"" + words + " more\"}\n{\"text\":\"short\"}\n");
        Path kept = folder.resolve("kept.jsonl");
        Path removed = folder.resolve("removed.jsonl");
        assertThat(CorpusExample.withoutNearDuplicates(List.of(file), kept, removed)
                        .reasons())
                .isEqualTo(Map.of("near-duplicate", 1L));
        assertThat(CorpusExample.longEnough(List.of(file), kept, removed).reasons())
                .isEqualTo(Map.of("too-short", 1L));
        assertThat(Files.readAllLines(kept)).hasSize(2);
    }

    @Test
    void judgesTextsAndTheRowsOfFiles() throws Exception {
        assertThat(FilterExample.quality("Buy now!").passes()).isFalse();
        assertThat(FilterExample.quality("Buy now!").measured()).hasSizeGreaterThan(5);
        assertThat(FilterExample.languages().language().language()).isEqualTo("de");
        assertThat(FilterExample.mostlyEnglishOrGerman("Wo ist der Bahnhof?").language())
                .isEqualTo("de");
        assertThat(FilterExample.languages().scripts().shares().getOrDefault(UnicodeScript.CYRILLIC, 0.0))
                .isBetween(0.42, 0.44);
        Path file = Files.writeString(
                folder.resolve("rows.jsonl"),
                "{\"answer\":\"A prime has two divisors.\"}\n{\"answer\":\"I'm sorry, but I can't help with that.\"}\n");
        Path kept = folder.resolve("kept.jsonl");
        assertThat(FilterExample.withoutRefusals(List.of(file), kept, folder.resolve("removed.jsonl"))
                        .reasons())
                .isEqualTo(Map.of("refusal", 1L));
    }

    @Test
    void quickstartIsTheSameInYamlAndInJava() throws Exception {
        PipelineSpec yaml = PipelineReader.read(HERE.resolve("quickstart.yaml"));
        PipelineSpec java = QuickstartExample.pipeline();
        assertThat(said(java)).isEqualTo(said(yaml));

        List<String> overrides = scripted("steps.magpie.pre-query=<user>");
        RunResult ofYaml = run(yaml.with(overrides), "yaml");
        RunResult ofJava = run(java.with(overrides), "java");
        assertThat(ofYaml.summary().total()).containsEntry(Fate.ACCEPTED, 20L);
        assertThat(rows("java")).isEqualTo(rows("yaml"));
        assertThat(ofJava.written()).hasSameSizeAs(ofYaml.written());
    }

    @Test
    void batchAsksAllItsQuestionsInOneBatch() throws Exception {
        try (BenchmarkEndpoint batches = BenchmarkEndpoint.start()) {
            PipelineSpec spec = PipelineReader.read(HERE.resolve("batch.yaml"))
                    .with(List.of(
                            "models.writer.base-url=" + batches.baseUri(),
                            "models.writer.price={input: 2, output: 8, batch: 0.5}",
                            "models.writer.batch={gather: 100ms, poll: 20ms}"));
            RunResult result = run(spec, "batch");
            long rows = rows("batch").lines().count();

            assertThat(result.summary().end()).isEqualTo(End.DONE);
            assertThat(Json.parseObject(batches.statistics(0)).asMap())
                    .containsEntry("batches", 1L)
                    .containsEntry("batch_requests", rows)
                    .containsEntry("requests", 0L);
        }
    }

    @Test
    void selfInstructIsTheSameInYamlAndInJava() throws Exception {
        PipelineSpec yaml = PipelineReader.read(HERE.resolve("self-instruct.yaml"));
        PipelineSpec java = SelfInstructExample.pipeline(HERE);
        assertThat(said(java)).isEqualTo(said(yaml));

        RunResult ofYaml = run(yaml.with(scripted()), "yaml");
        run(java.with(scripted()), "java");
        assertThat(ofYaml.summary().explanation() + ofYaml.summary().total()).contains("ACCEPTED=20");
        assertThat(rows("java")).isEqualTo(rows("yaml"));
    }

    @Test
    void whatOneBeginsTheOtherGoesOnWith() throws Exception {
        List<String> overrides = scripted("steps.magpie.pre-query=<user>");
        run(PipelineReader.read(HERE.resolve("quickstart.yaml")).with(overrides), "run");
        RunResult again = run(QuickstartExample.pipeline().with(overrides), "run");
        assertThat(again.summary().calls().made()).isZero();
    }

    @Test
    void completeAnswersEachInstructionInTheOrderOfTheFile() throws Exception {
        List<String> instructions = IntStream.range(0, 30)
                .mapToObj(i -> Json.write(Map.of("instruction", "echo: " + i)))
                .toList();
        Path in = Files.write(folder.resolve("in.jsonl"), instructions);
        Path out = folder.resolve("out.jsonl");
        endpoint.says(_ -> Optional.empty());
        PipelineSpec spec = PipelineReader.read(HERE.resolve("complete.yaml"))
                .with(List.of(
                        "models.writer.base-url=" + endpoint.baseUri(),
                        "models.writer.concurrency=8",
                        "steps.load.path=" + in,
                        "steps.save.path=" + out,
                        "steps.generate.system=Be brief.",
                        "steps.generate.temperature=0.1",
                        "seed=7"));
        run(spec, "run");
        List<String> completions = Files.readAllLines(out).stream()
                .map(line -> Json.parseObject(line).textIfPresent("completion").orElse(""))
                .toList();
        assertThat(completions)
                .isEqualTo(IntStream.range(0, 30).mapToObj(Integer::toString).toList());
    }

    @Test
    void embedAddsVectorsOfLengthOneAndEmbedsNothingTwice() throws Exception {
        PipelineSpec spec = PipelineReader.read(HERE.resolve("embed.yaml"));
        RunResult result = run(spec, "embed");
        String first = rows("embed");
        RunResult again = run(spec, "embed");

        assertThat(result.summary().total()).containsEntry(Fate.ACCEPTED, 20L);
        assertThat(result.summary().calls().made()).isEqualTo(20);
        assertThat(again.summary().calls().made()).isZero();
        assertThat(rows("embed")).isEqualTo(first);
        assertThat(first.lines()).allSatisfy(line -> {
            List<?> numbers =
                    (List<?>) Objects.requireNonNull(Json.parseObject(line).value("embedding"));
            double squares = numbers.stream()
                    .mapToDouble(number -> Math.pow((Double) number, 2))
                    .sum();
            assertThat(numbers).hasSize(384);
            assertThat(squares).isEqualTo(1, within(1e-5));
        });
    }

    @Test
    void deduplicateTakesOutCopiesOfFourKinds() throws Exception {
        RunResult result = run(PipelineReader.read(HERE.resolve("deduplicate.yaml")), "deduplicate");
        List<Data> rows = rows("deduplicate").lines().map(Json::parseObject).toList();

        assertThat(result.summary().steps().stream().flatMap(step -> step.rejected().entrySet().stream()))
                .containsExactly(
                        Map.entry("exact-duplicate", 1L),
                        Map.entry("repeated-spans", 1L),
                        Map.entry("semantic-duplicate", 1L));
        assertThat(rows).extracting(row -> row.value("id")).containsExactly(0L, 1L, 2L, 4L, 7L);
        assertThat(rows.get(0).text("answer")).endsWith("what you have read here.");
        assertThat(rows.get(1).text("answer"))
                .isEqualTo(
                        "Rest, warm drinks and patience. Nothing cures it, but honey calms a cough, and steam opens the "
                                + "nose for a while.");
    }

    @Test
    void judgeScoresEveryAnswerOrSaysWhyNot() throws Exception {
        endpoint.says(request -> Optional.of(
                !Json.write(request.asMap()).contains("impartial judge")
                        ? "An answer."
                        : Json.write(request.asMap()).contains("haiku") ? "I cannot say." : "It is thin.\nScore: 2"));
        RunResult result = run(PipelineReader.read(HERE.resolve("judge.yaml")).with(scripted()), "judge");

        assertThat(result.summary().total()).containsEntry(Fate.ACCEPTED, 5L);
        assertThat(rows("judge").lines().map(Json::parseObject))
                .allSatisfy(row -> assertThat(row.has("_scores")).isEqualTo(row.value("score_unscored") == null));
        assertThat(rows("judge")).contains("\"_scores\":{\"score\":2.0}").contains("\"score_reason\":\"It is thin.\"");
    }

    @Test
    void aStepOfOnesOwnIsNamedInYaml() throws Exception {
        Files.writeString(folder.resolve("rows.jsonl"), """
                {"answer":"It ends as a sentence."}
                {"answer":"It does not end as"}
                """);
        PipelineSpec spec = PipelineReader.read("""
                seedbed: 1
                name: own
                steps:
                  - load: rows.jsonl
                  - sentence: answer
                """, "own.yaml", folder);
        Path run = folder.resolve("own");
        RunResult result =
                OwnStepExample.seedbed().run(spec, RunOptions.defaults().into(run));
        assertThat(result.summary().total()).containsEntry(Fate.ACCEPTED, 1L).containsEntry(Fate.REJECTED, 1L);
        assertThat(LibraryExample.reasons(run)).isEqualTo(Map.of("no-sentence", 1));
    }

    @Test
    void aProgramRunsAFileAndStopsARun() throws Exception {
        Path file = folder.resolve("numbers.yaml");
        Files.writeString(file, """
                seedbed: 1
                name: numbers
                steps:
                  - rows: 50
                  - sample: { n: { from: 1, to: 6 } }
                """);
        RunResult five = LibraryExample.runInto(file, folder.resolve("five"));
        assertThat(five.summary().total()).containsEntry(Fate.ACCEPTED, 5L);
        RunResult all = LibraryExample.runFor(
                Duration.ofMinutes(1),
                PipelineReader.read(file),
                RunOptions.defaults().into(folder.resolve("all")));
        assertThat(all.summary().end()).isEqualTo(End.DONE);
        assertThat(all.summary().total()).containsEntry(Fate.ACCEPTED, 50L);
        RunResult seen = TelemetryExample.run(
                OpenTelemetry.noop(),
                PipelineReader.read(file),
                RunOptions.defaults().into(folder.resolve("seen")));
        assertThat(seen.summary().end()).isEqualTo(End.DONE);
    }

    @Test
    void aRecordIsAskedForAndReadBack() throws Exception {
        endpoint.says(_ -> Optional.of("{\"level\": \"HARD\", \"reason\": \"It rhymes.\", \"skills\": [\"verse\"]}"));
        PipelineSpec spec =
                RecordExample.pipeline(HERE.resolve("data/instructions.jsonl")).with(scripted());
        RunResult result = run(spec, "reviews");
        assertThat(RecordExample.reviews(result))
                .hasSize(3)
                .containsOnly(new RecordExample.Review(
                        RecordExample.Level.HARD, "It rhymes.", List.of("verse"), Optional.empty()));
    }

    /// What a pipeline says, whatever the order of its keys.
    private static Set<String> said(PipelineSpec spec) {
        return spec.root().fields().stream()
                .map(field -> field.name() + " = " + Json.canonical(field.raw().value()))
                .filter(line -> !line.startsWith("seedbed = "))
                .collect(Collectors.toSet());
    }
}
