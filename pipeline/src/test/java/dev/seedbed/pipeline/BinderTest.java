package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Money;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.setting.InvalidPipelineException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeInput() throws Exception {
        Files.writeString(folder.resolve("samples.jsonl"), "{\"instruction\":\"Name a prime.\"}\n");
    }

    private PlannedPipeline bind(String yaml, String... overrides) {
        PipelineSpec spec = PipelineReader.read(yaml, "test.yaml", folder).with(List.of(overrides));
        return new Binder(TestCatalogue.catalogue(), Map.of("HOSTED_KEY", "k")).bind(spec);
    }

    private static final String WHOLE = """
            seedbed: 1
            name: whole
            seed: 42
            models:
              writer: { provider: scripted, model: tiny }
              judge: { provider: hosted, model: big, price: { input: 0.15, output: 0.60 } }
            budget: { money: 2 USD, tokens: 2M, calls: 10k, time: 1h30m }
            target: 500
            patience: 20
            deadline: 30s
            retries: 2
            steps:
              - load: { file: samples.jsonl, columns: [ instruction ] }
              - generate: { model: writer, prompt: "{{ instruction }}" }
              - filter: [ length, refusal, { length: { minimum: 5 } }, language: en, exact-duplicates ]
              - judge: judge
              - keep: helpfulness >= 4 && words(answer) > 3
              - compute: { size: "size(answer)" }
              - take: 5
            outputs: [ jsonl, sft-messages: { prompt: answer } ]
            """;

    @Test
    void plansAWholePipeline() {
        try (PlannedPipeline plan = bind(WHOLE)) {
            assertThat(plan.name()).isEqualTo("whole");
            assertThat(plan.seed()).isEqualTo(42);
            assertThat(plan.target()).contains(500L);
            assertThat(plan.patience()).isEqualTo(20);
            assertThat(plan.calls().deadline()).isEqualTo(Duration.ofSeconds(30));
            assertThat(plan.calls().retries()).isEqualTo(2);
            assertThat(plan.budget())
                    .isEqualTo(new Budget(
                            Optional.of(new Money(BigDecimal.TWO, "USD")),
                            Optional.of(2_000_000L),
                            Optional.of(10_000L),
                            Optional.of(Duration.ofMinutes(90))));
            assertThat(plan.models()).extracting(PlannedModel::alias).containsExactly("writer", "judge");
            assertThat(plan.model("writer").orElseThrow().price()).contains(Price.FREE);
            assertThat(plan.model("judge").orElseThrow().price())
                    .contains(new Price(new BigDecimal("0.15"), new BigDecimal("0.6"), "USD"));
            assertThat(plan.buildSteps())
                    .extracting(step -> step.step().name())
                    .containsExactly(
                            "load",
                            "generate",
                            "length",
                            "refusal",
                            "length-2",
                            "language",
                            "exact-duplicates",
                            "judge",
                            "keep",
                            "compute",
                            "take");
            assertThat(plan.outputs()).extracting(PlannedOutput::id).containsExactly("jsonl", "sft-messages");
            assertThat(plan.inputs()).containsExactly(folder.resolve("samples.jsonl"));
            assertThat(plan.columns().names()).containsExactly("instruction", "answer", "size");
        }
    }

    @Test
    void buildsFreshStepsEachTime() {
        try (PlannedPipeline plan = bind(WHOLE)) {
            List<PlannedStep> first = plan.buildSteps();
            List<PlannedStep> second = plan.buildSteps();
            List<PlannedStep> third = plan.buildSteps();

            assertThat(first).hasSameSizeAs(second).hasSameSizeAs(third);
            for (int i = 0; i < first.size(); i++) {
                assertThat(first.get(i).step()).isNotSameAs(second.get(i).step());
                assertThat(second.get(i).step()).isNotSameAs(third.get(i).step());
                assertThat(first.get(i).occurrence()).isEqualTo(third.get(i).occurrence());
            }
        }
    }

    @Test
    void fillsInWhatIsLeftOut() {
        try (PlannedPipeline plan = bind("steps:\n  - load: samples.jsonl\n")) {
            assertThat(plan.name()).isEqualTo("test");
            assertThat(plan.seed()).isZero();
            assertThat(plan.target()).isEmpty();
            assertThat(plan.patience()).isEqualTo(500);
            assertThat(plan.calls().deadline()).isEqualTo(Duration.ofMinutes(2));
            assertThat(plan.budget()).isEqualTo(Budget.NONE);
            assertThat(plan.outputs()).isEmpty();
        }
    }

    @Test
    void takesDefaultsFromThePresetAndLetsPromptsBeReplaced() {
        String yaml = """
                models: { writer: { provider: scripted, model: tiny } }
                target: 5
                steps:
                  - dream: { model: writer, preset: released-code, prompts: { dream.ask: "Now {{ topic }}!" } }
                """;
        try (PlannedPipeline changed = bind(yaml);
                PlannedPipeline usual = bind(yaml.replaceAll(", preset.*}", " }"));
                PlannedPipeline own = bind(yaml, "steps.dream.attempts=7")) {
            assertThat(prompt(changed)).isEqualTo("Now {{ topic }}!5");
            assertThat(prompt(usual)).isEqualTo("Say something of {{ topic }}.3");
            assertThat(prompt(own)).isEqualTo("Now {{ topic }}!7");
            assertThat(changed.buildSteps()).extracting(PlannedStep::occurrence).containsExactly("dream", "dream");
        }
    }

    private static String prompt(PlannedPipeline plan) {
        return ((TestCatalogue.Writer) plan.buildSteps().get(1).step()).prompt();
    }

    @Test
    void acceptsAnEndlessSourceThatATakeEnds() {
        try (PlannedPipeline plan = bind("""
                models: { writer: { provider: scripted, model: tiny } }
                steps: [ dream: writer, take: 10, shuffle ]
                """)) {
            assertThat(plan.buildSteps()).hasSize(4);
        }
    }

    @Test
    void saysThatAModelIsUnusableOnlyWhenThePipelineIsRight() {
        String yaml = "models: { writer: { provider: hosted, model: big } }\nsteps: [ load: samples.jsonl ]\n";
        PipelineSpec spec = PipelineReader.read(yaml, "test.yaml", folder);
        Binder binder = new Binder(TestCatalogue.catalogue(), Map.of());

        SeedbedException unusable = catchThrowableOfType(SeedbedException.class, () -> binder.bind(spec));
        assertThat(unusable.kind()).isEqualTo(ErrorKind.UNUSABLE);
        assertThat(unusable).hasMessageContaining("test.yaml:1:11").hasMessageContaining("HOSTED_KEY");
        assertThatThrownBy(() -> binder.bind(spec.with(List.of("seed=x"))))
                .isInstanceOf(InvalidPipelineException.class);
    }

    @Test
    void replacesValuesByPath() {
        try (PlannedPipeline plan = bind(
                WHOLE,
                "seed=7",
                "target=null",
                "budget=null",
                "models.writer.model=other",
                "steps.1.generate.temperature=0.1",
                "steps.generate.prompt=Answer: {{ instruction }}",
                "steps.length-2.minimum=9",
                "steps.refusal.name=no-refusal",
                "steps.take=3",
                "outputs=[jsonl]")) {
            assertThat(plan.seed()).isEqualTo(7);
            assertThat(plan.target()).isEmpty();
            assertThat(plan.budget()).isEqualTo(Budget.NONE);
            assertThat(plan.model("writer").orElseThrow().endpoint().identity()).isEqualTo("other");
            assertThat(plan.outputs()).hasSize(1);
            assertThat(plan.buildSteps()).extracting(PlannedStep::occurrence).contains("no-refusal");
            assertThat(((TestCatalogue.Writer) plan.buildSteps().get(1).step()).prompt())
                    .isEqualTo("Answer: {{ instruction }}");
            Map<String, Object> root = values(plan.spec().root());
            assertThat(root.toString())
                    .contains("temperature=0.1")
                    .contains("minimum=9")
                    .contains("take=3");
            try (PlannedPipeline again = bind(plan.spec().text())) {
                assertThat(values(again.spec().root())).isEqualTo(root);
            }
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // no nulls in these pipelines
    private static Map<String, Object> values(Raw.Fields fields) {
        return (Map<String, Object>) (Map<String, ?>) fields.value();
    }

    @Test
    void neverShowsASecret() {
        String key = "sk-abcdefghijklmnopqrstuvwxyz123456";
        for (String override :
                List.of("seed=" + key, "models.writer.model=[" + key + "]", "steps.take=" + key, key + "=1")) {
            assertThatThrownBy(() -> bind(WHOLE, override).close())
                    .isInstanceOf(InvalidPipelineException.class)
                    .satisfies(e -> {
                        if (!override.startsWith(key)) {
                            assertThat(e.getMessage()).doesNotContain(key);
                        }
                    });
        }
    }
}
