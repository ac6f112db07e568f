package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seedbed.api.Json;
import dev.seedbed.pipeline.reference.JsonSchemas;
import dev.seedbed.pipeline.reference.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemasTest {
    private static final Path WRONG = Path.of("src/test/resources/wrong");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Json.write(JsonSchemas.ofPipelines(TestCatalogue.catalogue())), InputFormat.JSON);

    private static String errors(Raw.Fields root) {
        return SCHEMA.validate(Json.write(root.value()), InputFormat.JSON).stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private static String errors(String yaml) {
        return errors(PipelineReader.read(yaml, "test.yaml", WRONG).root());
    }

    @Test
    void acceptsWhatTheBinderAccepts() {
        String yaml = """
                seedbed: 1
                name: whole
                seed: 42
                models:
                  writer: { provider: scripted, model: tiny }
                  judge: { provider: hosted, model: big, price: { input: 0.15, output: 0.60 } }
                budget: { money: 2 USD, tokens: 2M, calls: 10k, time: 1h30m }
                target: 1k
                deadline: 30s
                steps:
                  - dream: { model: writer, preset: paper, name: ideas, prompts: { dream.ask: "{{ topic }}" } }
                  - generate: { model: writer, prompt: "{{ instruction }}", schema: { type: object }, strict: true }
                  - filter: [ length, refusal, { length: { minimum: 5 } }, language: en, exact-duplicates ]
                  - length:
                  - length: 7
                  - judge: judge
                  - keep: helpfulness >= 4
                  - compute: { size: "size(answer)" }
                  - compute: { values: { more: "size(answer)" } }
                  - take: 5
                outputs: [ jsonl, sft-messages: { prompt: answer } ]
                """;
        new Binder(TestCatalogue.catalogue(), Map.of("HOSTED_KEY", "k"))
                .bind(PipelineReader.read(yaml, "test.yaml", WRONG))
                .close();

        assertThat(errors(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown-top-level-key",
                "unknown-step",
                "unknown-setting",
                "missing-required",
                "wrong-kinds",
                "no-steps",
                "steps-not-a-list",
                "settings-not-indented",
                "wrong-preset-and-prompt",
                "wrong-version",
                "many-problems-at-once",
                "filter",
                "no-value"
            })
    void rejectsWhatIsWrongInItself(String name) {
        assertThat(errors(PipelineReader.read(WRONG.resolve(name + ".yaml")).root()))
                .isNotEmpty();
    }

    @Test
    void offersNamesDescriptionsAndDefaults() {
        String schema = Json.write(JsonSchemas.ofPipelines(TestCatalogue.catalogue()));

        assertThat(schema)
                .contains("\"default\":500")
                .contains("Rejects what is too short or too long.")
                .contains("\"enum\":[\"en\",\"de\",\"fr\"]")
                .contains("\"const\":\"scripted\"");
        assertThat(schema).isEqualTo(Json.write(JsonSchemas.ofPipelines(TestCatalogue.catalogue())));
    }

    @Test
    void writesAPageForEachStepAndTheSameEachTime() {
        Map<String, String> pages = Reference.pages(TestCatalogue.catalogue());

        assertThat(pages).isEqualTo(Reference.pages(TestCatalogue.catalogue()));
        assertThat(pages.keySet())
                .contains(
                        "pipeline.md",
                        "steps.md",
                        "models.md",
                        "outputs.md",
                        "templates.md",
                        "expressions.md",
                        "steps/dream.md");
        assertThat(pages.get("steps/dream.md"))
                .contains("# `dream`")
                .contains("| `attempts` | a whole number from 1 to 10 | `1` | How often. |")
                .contains("| `paper` | As the paper has it. | `attempts: 3` |")
                .contains("### `dream.ask` (version 1)")
                .contains("May read `persona`, `topic`.")
                .contains("Its models must be able to continue a bare text.");
        assertThat(pages.get("pipeline.md")).contains("| `budget.money` |").contains("| `patience` |");
        assertThat(pages.get("models.md")).contains("## `provider: hosted`").contains("| `price.input` |");
        for (String page : List.copyOf(pages.values())) {
            assertThat(page.lines().filter(line -> line.startsWith("|")))
                    .allSatisfy(line -> assertThat(line).endsWith("|"));
        }
    }
}
