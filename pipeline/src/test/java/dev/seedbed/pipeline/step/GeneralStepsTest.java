package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.pipeline.Binder;
import dev.seedbed.pipeline.Catalogue;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.pipeline.PlannedPipeline;
import dev.seedbed.pipeline.PlannedStep;
import dev.seedbed.testkit.ScriptedEmbedder;
import dev.seedbed.testkit.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The steps as pipelines in YAML name them.
class GeneralStepsTest {
    private static final String HEAD = """
            seedbed: 1
            name: test
            models: { writer: { provider: scripted }, meaning: { provider: vectors } }
            steps:
            """;
    private static final String COLUMNS =
            "question answer questions draft critique instruction response prompt text topic";

    @TempDir
    Path folder;

    static List<StepType> types() {
        return GeneralSteps.stepTypes();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypesExampleIsAPipelineThatBinds(StepType type) throws Exception {
        Files.createDirectories(folder.resolve("questions"));
        Files.writeString(
                folder.resolve("questions/a.jsonl"), "{\"prompt\":\"Why?\",\"gold_answer\":\"So.\",\"key\":1}\n");
        String columns = String.join(": \"'x'\", ", COLUMNS.split(" ")) + ": \"'x'\"";
        String steps = type.kind() == StepKind.SOURCE
                ? type.example()
                : "- rows: 3\n- compute: { " + columns + " }\n" + type.example();
        if (type.id().equals("rename")) {
            steps = steps.replace("question: \"'x'\", ", "").replace("answer: \"'x'\", ", "");
        }
        assertThat(bind(steps)).isNotEmpty();
        assertThat(type.summary()).endsWith(".");
        assertThat(type.parameters())
                .allSatisfy(parameter -> assertThat(parameter.summary()).endsWith("."));
    }

    @Test
    void drawsComputesExpandsAndGates() throws Exception {
        List<Step> steps = bind("""
                - rows: { count: 4, number: n }
                - sample:
                    kind: { one-of: [a, b], weights: [1, 0] }
                    size: { by: kind, cases: { a: [small], b: [big] } }
                - compute:
                    columns: { twice: "n * 2", both: "[kind, size]" }
                    templates: { text: "{{ n }}-{{ size }}" }
                - expand: { column: both, into: word }
                - keep: { condition: "twice > 2", reason: too-small }
                - rename: { label: word }
                - select: [text, label]
                """);
        List<String> rejected = new ArrayList<>();
        assertThat(run(steps, rejected))
                .extracting(Sample::data)
                .containsExactly(
                        Data.of("text", "2-small").with("label", "a"),
                        Data.of("text", "2-small").with("label", "small"),
                        Data.of("text", "3-small").with("label", "a"),
                        Data.of("text", "3-small").with("label", "small"));
        assertThat(rejected).containsOnly("too-small").hasSize(4);
    }

    @Test
    void generatesByASchemaFromAConversation() throws Exception {
        List<Step> steps = bind("""
                - rows: { count: 1, number: n }
                - generate:
                    model: writer
                    messages:
                      - { role: system, content: Be brief. }
                      - { role: user, content: "Rate {{ n }}." }
                    schema:
                      type: object
                      properties: { score: { type: integer }, why: { type: string } }
                      required: [score]
                      additionalProperties: false
                    fields: true
                    stop: "\\n\\n"
                - keep: "score >= 3"
                """);
        Sample sample = LoadStepTest.samples((Source) steps.getFirst()).getFirst();
        WorkFake work = new WorkFake(sample, "generate", WorkFake.reply("{\"score\":4}"));
        Sample scored = ((Outcome.Passed) ((SampleStep) steps.get(1)).apply(sample, work)).sample();
        assertThat(scored.data()).isEqualTo(Data.of("n", 0).with("score", 4).with("why", null));
        assertThat(WorkFake.messages(work.asked.getFirst()))
                .containsExactly(Message.system("Be brief."), Message.user("Rate 0."));
        assertThat(work.asked.getFirst().request().sampling().stop()).containsExactly("\n\n");
        assertThat(((SampleStep) steps.get(2)).apply(scored, work)).isEqualTo(Outcome.passed(scored));
    }

    @Test
    void problemsOfStepsHaveTheirPlaceInTheFile() {
        assertThatThrownBy(() -> bind("""
                        - load: { path: nowhere.jsonl }
                        - generate: { model: writer, on-cut: retry, temperature: 0, prompt: "Hello." }
                        - sample: { x: { chance: 0.5, from: 1 } }
                        - save: out.csv
                        """)).isInstanceOfSatisfying(InvalidPipelineException.class, e -> {
            assertThat(e.problems()).hasSize(4);
            assertThat(e.problems().get(0).toString())
                    .contains("test.yaml:5:")
                    .contains("nowhere.jsonl', but there is no such file");
            assertThat(e.problems().get(1).toString())
                    .contains("test.yaml:6:")
                    .contains("`on-cut` is 'retry', but at temperature 0");
            assertThat(e.problems().get(2).toString())
                    .contains("test.yaml:7:")
                    .contains("says several things to draw from");
            assertThat(e.problems().get(3).toString()).contains("test.yaml:8:").contains("must end in .jsonl");
        });
    }

    private List<Step> bind(String steps) {
        Catalogue catalogue = new Catalogue(
                GeneralSteps.stepTypes(),
                List.of(new ScriptedProvider("scripted"), new ScriptedProvider("vectors")),
                List.of());
        try (PlannedPipeline plan =
                new Binder(catalogue, Map.of()).bind(PipelineReader.read(HEAD + steps, "test.yaml", folder))) {
            return plan.buildSteps().stream().map(PlannedStep::step).toList();
        }
    }

    private static List<Sample> run(List<Step> steps, List<String> rejected) throws InterruptedException {
        List<Sample> samples = LoadStepTest.samples((Source) steps.getFirst());
        for (Step step : steps.subList(1, steps.size())) {
            List<Sample> next = new ArrayList<>();
            for (Sample sample : samples) {
                switch (((SampleStep) step).apply(sample, new WorkFake(sample, step.name()))) {
                    case Outcome.Passed passed -> next.add(passed.sample());
                    case Outcome.Became became -> next.addAll(became.children());
                    case Outcome.Rejected each -> rejected.add(each.rejection().reason());
                    case Outcome.Surplus _ -> throw new AssertionError("surplus");
                }
            }
            samples = next;
        }
        return samples;
    }

    private record ScriptedProvider(String id) implements Provider {
        @Override
        public String summary() {
            return "Says nothing.";
        }

        @Override
        public List<Parameter<?>> parameters() {
            return List.of();
        }

        @Override
        public Endpoint open(Settings settings, Map<String, String> environment) {
            return id.equals("vectors") ? new ScriptedEmbedder() : ScriptedModel.saying(request -> "");
        }
    }
}
