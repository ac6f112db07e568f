package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.Estimate.Basis;
import dev.seedbed.Estimate.Range;
import dev.seedbed.api.Json;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.testkit.Latency;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Estimates over a real journal and a real endpoint, held against what the runs then take.
@Timeout(120)
class EstimateTest {
    private static final int ROWS = 60;

    private final Seedbed seedbed = Seedbed.standard()
            .withEnvironment(Map.of())
            .withClock(Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC));

    @TempDir
    private Path folder = Path.of("");

    private ScriptedEndpoint endpoint = ScriptedEndpoint.start();

    @BeforeEach
    void writeInput() throws IOException {
        Files.write(
                folder.resolve("in.jsonl"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> Json.write(Map.of("n", i, "instruction", "tiktoken is great!")))
                        .toList());
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private RunOptions options() {
        return RunOptions.defaults().into(folder.resolve("run"));
    }

    private PipelineSpec pipeline(String head, String steps) throws IOException {
        return seedbed.read(
                Files.writeString(folder.resolve("p.yaml"), """
                seedbed: 1
                name: estimated
                models:
                  writer:
                    provider: openai
                    model: gpt-4o-mini
                    base-url: "%s"
                    key-from: none
                    concurrency: 4
                    price: { input: 1000, output: 2000 }
                %s
                steps:
                  - load: in.jsonl
                %s
                """.formatted(endpoint.baseUri(), head, steps)));
    }

    private static final String GENERATE =
            "  - generate: { model: writer, prompt: \"{{ instruction }}\", max-tokens: 20, temperature: 1 }";

    private static final String ECHO = GENERATE.replace("{{ instruction }}", "echo: fine {{ n }}");

    /// Before anything is answered: 60 prompts of 6 + 3 + 1 + 3 tokens, and up to 20 tokens for each reply.
    @Test
    void countsThePromptsBeforeAnythingIsAnswered() throws Exception {
        Estimate estimate = seedbed.estimate(pipeline("", GENERATE), options());
        assertThat(estimate.basis()).isEqualTo(Basis.RENDERED);
        assertThat(estimate.candidates()).isEqualTo(Range.exactly(ROWS));
        assertThat(estimate.calls()).isEqualTo(Range.between(ROWS, ROWS));
        assertThat(estimate.input()).isEqualTo(Range.between(13 * ROWS, 13 * ROWS));
        assertThat(estimate.output()).isEqualTo(Range.between(0, 20 * ROWS));
        // 780 x 1,000 and 1,200 x 2,000 a million
        assertThat(estimate.money().low()).isCloseTo(0.78, within());
        assertThat(estimate.money().high().orElseThrow()).isCloseTo(0.78 + 2.4, within());
        assertThat(estimate.notes()).anySatisfy(note -> assertThat(note).contains("counted (o200k_base)"));
        assertThat(endpoint.requests()).isZero();
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    @Test
    void namesTheStepsThatItCouldNotReach() throws Exception {
        Estimate estimate = seedbed.estimate(
                pipeline(
                        "target: 10",
                        GENERATE
                                + "\n  - generate: { name: again, model: writer, prompt: \"Again: {{ answer }}\", max-tokens: 5,"
                                + " column: more }"),
                options());
        assertThat(estimate.lines()).extracting(Estimate.Line::step).containsExactly("generate");
        assertThat(estimate.notes()).anySatisfy(note -> assertThat(note).contains("need an earlier reply: again"));
        assertThat(estimate.candidates()).isEqualTo(Range.from(10));
        assertThat(estimate.money().high()).isEqualTo(OptionalDouble.empty());
    }

    /// Rows that are turned away in front of the model are settled without a call.
    @Test
    void takesNoMeasureOfRowsThatNoModelWasAskedAbout() throws Exception {
        Estimate estimate = seedbed.estimate(pipeline("", "  - take: 12\n" + GENERATE), options());

        assertThat(estimate.basis()).isEqualTo(Basis.RENDERED);
        assertThat(estimate.calls()).isEqualTo(Range.between(12, 12));
    }

    @Test
    void promisesNoMostWhereAStepCouldNotBeReached() throws Exception {
        Estimate estimate = seedbed.estimate(
                pipeline(
                        "",
                        GENERATE
                                + "\n  - generate: { name: again, model: writer, prompt: \"Again: {{ answer }}\", max-tokens: 5,"
                                + " column: more }"),
                options());

        assertThat(estimate.calls()).isEqualTo(Range.from(ROWS));
        assertThat(estimate.candidates()).isEqualTo(Range.exactly(ROWS));
    }

    @Test
    void measuresAfterAPreviewAndTheRunThenTakesAsMuch() throws Exception {
        PipelineSpec spec =
                pipeline("target: 40", ECHO + "\n  - keep: { condition: \"n % 4 != 0\", reason: every-fourth }");
        RunSummary preview = seedbed.run(spec, options().preview(20)).summary();
        int asked = endpoint.requests();

        Estimate estimate = seedbed.estimate(spec, options());
        assertThat(endpoint.requests()).as("nothing is asked").isEqualTo(asked);
        assertThat(estimate.basis()).isEqualTo(Basis.MEASURED);
        assertThat(estimate.measured()).isEqualTo(asked);
        assertThat(estimate.spent())
                .singleElement()
                .satisfies(money -> assertThat(money.amount())
                        .isGreaterThanOrEqualTo(preview.cost().amount()));
        // A quarter is rejected: n candidates gave a rows, and 40 - a are wanted still.
        double likely = (40.0 - estimate.accepted()) * asked / estimate.accepted();
        assertThat(estimate.candidates().likely().orElseThrow()).isCloseTo(likely, within());
        assertThat(estimate.calls().likely().orElseThrow()).isCloseTo(likely, within());

        RunSummary run = seedbed.run(spec, options()).summary();
        double spent = run.spent().amount().doubleValue();
        assertThat(estimate.calls().low())
                .isLessThanOrEqualTo((double) run.calls().made());
        assertThat(spent)
                .isBetween(estimate.money().low() * 0.9, estimate.money().high().orElseThrow() * 1.5);

        Estimate after = seedbed.estimate(spec, options());
        assertThat(after.basis()).isEqualTo(Basis.COMPLETE);
        assertThat(after.money()).isEqualTo(Range.ZERO);
        assertThat(after.calls()).isEqualTo(Range.ZERO);
    }

    /// One call after another takes as long as they take together; four at once take a fourth of that.
    @Test
    void reckonsTheTimeWithAsManyCallsAtOnceAsTheModelTakes() throws Exception {
        endpoint.latency(new Latency.Fixed(Duration.ofMillis(200)));
        PipelineSpec spec = pipeline("", ECHO);
        seedbed.run(spec, options().preview(20));
        Estimate estimate = seedbed.estimate(spec, options());
        double oneByOne = 0.2 * estimate.calls().likely().orElseThrow();
        assertThat(estimate.seconds().likely().orElseThrow()).isBetween(oneByOne / 4, oneByOne / 2);
    }

    @Test
    void subtractsWhatIsAnsweredAndSaysThatTheBudgetWillNotDo() throws Exception {
        seedbed.run(pipeline("", "  - take: 15\n" + ECHO), options());
        int asked = endpoint.requests();
        Estimate estimate = seedbed.estimate(pipeline("budget: { money: 0.2 USD }", ECHO), options());
        assertThat(estimate.measured()).isEqualTo(asked);
        assertThat(estimate.calls().likely()).hasValue(ROWS - asked);
        assertThat(estimate.notes()).anySatisfy(note -> assertThat(note).contains("the budget of 0.2 USD will end"));
    }

    @Test
    void saysWhatARowCostAndByWhichPriceInTheManifest() throws Exception {
        RunResult result = seedbed.run(pipeline("compare-with: sample", ECHO), options());
        RunSummary summary = result.summary();
        assertThat(summary.costPerRow().orElseThrow().amount())
                .isEqualByComparingTo(summary.cost().amount().divide(new BigDecimal(ROWS)));
        Map<String, ?> manifest = Json.parseObject(
                        Files.readString(result.directory().manifest()))
                .asMap();
        assertThat(String.valueOf(manifest.get("cost_per_row"))).contains("currency=USD");
        assertThat(String.valueOf(manifest.get("human_price"))).contains("kind=sample", "Why Synthetic Data?");
        assertThat(String.valueOf(manifest.get("models"))).contains("source=the pipeline");
        assertThat(Files.readString(result.directory().report()))
                .contains("cost per accepted row", "1 to 10 USD a row", "as the pipeline says");
    }
}
