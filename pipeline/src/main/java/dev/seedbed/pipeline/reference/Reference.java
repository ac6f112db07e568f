package dev.seedbed.pipeline.reference;

import dev.seedbed.api.Json;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.run.OutputType;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.pipeline.Catalogue;
import dev.seedbed.pipeline.KindWords;
import dev.seedbed.pipeline.PipelineKeys;
import dev.seedbed.pipeline.expression.CelExpression;
import dev.seedbed.pipeline.expression.JinjaTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The reference of the pipeline language in Markdown, written from a catalogue, so that it says what the code
/// does.
///
/// ```java
/// Reference.pages(catalogue).forEach((name, text) -> Files.writeString(folder.resolve(name), text));
/// ```
///
/// The same catalogue always gives the same pages.
public final class Reference {
    private static final String GENERATED = "<!-- Generated from the code: change it there. -->\n\n";

    private final Catalogue catalogue;
    private final Map<String, String> pages = new LinkedHashMap<>();

    private Reference(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// The pages by file name, such as `pipeline.md` and `steps/magpie.md`.
    public static Map<String, String> pages(Catalogue catalogue) {
        Reference reference = new Reference(catalogue);
        reference.write();
        return reference.pages;
    }

    private void write() {
        pages.put("pipeline.md", pipeline());
        pages.put("steps.md", steps());
        pages.put("models.md", models());
        pages.put("outputs.md", outputs());
        pages.put("templates.md", templates());
        pages.put("expressions.md", expressions());
        catalogue.steps().forEach(type -> pages.put("steps/" + type.id() + ".md", step(type)));
    }

    private static String pipeline() {
        return GENERATED + """
                # A pipeline

                A pipeline is one YAML file. A key that is not listed here is an error.

                """ + table(PipelineKeys.all()) + """

                ## How steps are written

                ```yaml
                steps:
                  - refusal                          # a name: all settings have their defaults
                  - take: 10                         # a name and one value, for the setting that it stands for
                  - length: { minimum: 20 }          # a name and its settings
                  - filter: [ refusal, length: 200 ] # several gates in one line
                ```

                Every step takes `name`. Without one it is named after its type: `length`, then `length-2`. Names belong to
                the identity of samples and to the draws: a step that is renamed asks its questions anew.

                Every step that works on samples takes `when`, a condition: the samples for which it is false are led past
                it. With a column that `sample` draws, a pipeline goes several ways, in shares that are exact in the long run:

                ```yaml
                steps:
                  - rows: 1000
                  - sample: { way: { one-of: [evolved, plain], weights: [3, 1] } }
                  - generate: { when: "way == 'evolved'", model: writer, prompt: "Write a hard question." }
                  - generate: { when: "way == 'plain'", model: writer, prompt: "Write a question." }
                ```

                ## How values are written

                Whole numbers may end in `k`, `M`, `G` or `B`: `10k`, `1.5M`. Times are `500ms`, `30s`, `10m`, `1h30m`, `2d`;
                amounts are `2 USD`. Where a list is wanted, a single item stands for a list of one. Relative paths begin at
                the folder of the pipeline. Keys of endpoints are never written here: they come from the environment.

                ## `--set path=value`

                Replaces any value: `seed=7`, `models.writer.model=x`, `steps.0.magpie.model=judge`, and by the name of a step
                `steps.magpie.model=judge`. A key with dots stands in double quotes. A value is a number, `true`, a text, or a
                list or map in YAML's flow style; `null` removes the key.
                """;
    }

    private String steps() {
        StringBuilder out = new StringBuilder(GENERATED).append("# Steps\n");
        for (StepKind kind : StepKind.values()) {
            List<StepType> types = catalogue.steps().stream()
                    .filter(type -> type.kind() == kind)
                    .toList();
            if (!types.isEmpty()) {
                out.append("\n## ").append(heading(kind)).append("\n\n| step | |\n|---|---|\n");
                types.forEach(type -> out.append("| [`" + type.id() + "`](steps/" + type.id() + ".md) | ")
                        .append(cell(type.summary()))
                        .append(" |\n"));
            }
        }
        return out.toString();
    }

    private static String heading(StepKind kind) {
        return switch (kind) {
            case SOURCE -> "Sources make samples";
            case GENERATOR -> "Generators ask models";
            case TRANSFORMER -> "Transformers compute, expand and reorder";
            case SCORER -> "Scorers add scores";
            case GATE -> "Gates accept or reject";
            case COLLECTOR -> "Collectors need to see many";
            case EXPORTER -> "Exporters write";
            case RECIPE -> "Recipes are chains of steps from the literature";
        };
    }

    private static String step(StepType type) {
        StringBuilder out = new StringBuilder(GENERATED)
                .append("# `" + type.id() + "`\n\n")
                .append(type.summary())
                .append("\n");
        if (!type.source().isBlank()) {
            out.append("\nFollows ").append(type.source()).append(".\n");
        }
        if (!type.example().isBlank()) {
            out.append("\n```yaml\n").append(type.example().strip()).append("\n```\n");
        }
        if (!type.details().isBlank()) {
            out.append("\n").append(type.details().strip()).append("\n");
        }
        if (!type.columns().isEmpty()) {
            out.append("\nWrites the columns `")
                    .append(String.join("`, `", type.columns()))
                    .append("`.\n");
        }
        List<Parameter<?>> parameters = new ArrayList<>(type.parameters());
        parameters.addAll(PipelineKeys.ofSteps());
        out.append("\n## Settings\n\n").append(table(parameters));
        type.shorthand()
                .ifPresent(parameter -> out.append("\n`" + type.id() + ": value` stands for `" + type.id() + ": { "
                        + parameter.name() + ": value }`.\n"));
        needs(type, out);
        presets(type, out);
        prompts(type, out);
        return out.toString();
    }

    private static void needs(StepType type, StringBuilder out) {
        if (!type.needs().isEmpty()) {
            List<String> needs =
                    type.needs().stream().sorted().map(KindWords::of).toList();
            out.append("\nIts models must be able to ")
                    .append(String.join(", and to ", needs))
                    .append(".\n");
        }
    }

    private static void presets(StepType type, StringBuilder out) {
        if (type.presets().isEmpty()) {
            return;
        }
        out.append("\n## Presets\n\n`preset:` names the defaults to begin from; the first is the usual one.\n\n")
                .append("| preset | | defaults |\n|---|---|---|\n");
        for (Preset preset : type.presets()) {
            String defaults = String.join(
                    ", ",
                    new TreeMap<>(preset.defaults())
                            .entrySet().stream()
                                    .map(each -> "`" + each.getKey() + ": " + Json.write(each.getValue()) + "`")
                                    .toList());
            out.append("| `" + preset.name() + "` | " + cell(preset.summary()) + " | " + cell(defaults) + " |\n");
        }
    }

    private static void prompts(StepType type, StringBuilder out) {
        if (type.prompts().isEmpty()) {
            return;
        }
        out.append("\n## Prompts\n\nEach can be replaced with `prompts: { <name>: \"...\" }`.\n");
        for (Prompt prompt : type.prompts()) {
            List<String> variables = prompt.variables().stream()
                    .sorted()
                    .map(name -> "`" + name + "`")
                    .toList();
            out.append("\n### `" + prompt.id() + "` (version " + prompt.version() + ")\n\n")
                    .append(
                            variables.isEmpty()
                                    ? "Reads nothing.\n"
                                    : "May read " + String.join(", ", variables) + ".\n")
                    .append("\n````jinja\n")
                    .append(prompt.text().stripTrailing())
                    .append("\n````\n");
        }
    }

    private String models() {
        StringBuilder out = new StringBuilder(GENERATED)
                .append("# Models\n\nEvery model has these settings, and those of its provider.\n\n")
                .append(table(PipelineKeys.ofModels()))
                .append(
                        "\n## Several models under one alias\n\nAn alias with one of these settings, and no `provider`,")
                .append(" stands for other models: [several endpoints](../how-to/use-several-endpoints.md).\n\n")
                .append(table(PipelineKeys.ofGroups()))
                .append(capabilities());
        for (Provider provider : catalogue.providers()) {
            out.append("\n## `provider: " + provider.id() + "`\n\n")
                    .append(provider.summary())
                    .append(provider.isFree() ? " Its calls cost nothing.\n\n" : "\n\n")
                    .append(table(provider.parameters()));
        }
        return out.toString();
    }

    private String capabilities() {
        StringBuilder out = new StringBuilder("\n## What models can do\n\n")
                .append("Each `yes` is held by the contract suite, against a server that speaks as the provider does.")
                .append(" Where there is none, nothing is offered, and a step that needs it is refused with the")
                .append(" reason before anything is asked. Where a model can do more or less than its row says,")
                .append(" `capabilities` says so.\n\n| provider |");
        for (Capability capability : Capability.values()) {
            out.append(' ').append(word(capability)).append(" |");
        }
        out.append("\n|---|").append("---|".repeat(Capability.values().length)).append('\n');
        for (Provider provider : catalogue.providers()) {
            for (Provider.Offer offer : provider.offers()) {
                out.append("| `" + provider.id() + "`" + (offer.kind().isEmpty() ? "" : ", " + offer.kind()) + " |");
                for (Capability capability : Capability.values()) {
                    out.append(offer.can().contains(capability) ? " yes |" : " |");
                }
                out.append('\n');
            }
        }
        out.append('\n');
        for (Capability capability : Capability.values()) {
            out.append("- " + word(capability) + ": can " + KindWords.of(capability) + ".\n");
        }
        return out.toString();
    }

    private static String word(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String outputs() {
        StringBuilder out = new StringBuilder(GENERATED)
                .append("# Outputs\n\nEvery run writes `dataset.jsonl`. These are written beside it when it ends.\n");
        for (OutputType type : catalogue.outputs()) {
            out.append("\n## `" + type.id() + "`\n\n").append(type.summary()).append("\n");
            if (!type.parameters().isEmpty()) {
                out.append("\n").append(table(type.parameters()));
            }
        }
        return out.toString();
    }

    private static String templates() {
        return GENERATED
                + """
                # Templates

                Prompts are written in Jinja, over the columns that exist where the step stands.

                ```yaml
                prompt: |
                  {% for turn in turns %}
                  {{ turn.role }}: {{ turn.content | trim }}
                  {% endfor %}
                  {% if context is defined %}Context: {{ context }}{% endif %}
                ```

                - A name that is no column is an error before any call. A column that is missing or null in one sample fails
                  that sample, unless the template says `{{ name | default('...') }}` or asks `name is defined`.
                - Values are data: a value that looks like a template is inserted as it stands. Texts are inserted as they
                  are, anything else as JSON.
                - White space is kept as written, but for that around a `{% ... %}` on a line of its own.
                - There are no Java methods, no files, no other templates, no clock and no chance. Loops and output are
                  bounded.

                """
                + "Tags: " + list(JinjaTemplate.tags()) + ".\n\n"
                + "Filters: " + list(JinjaTemplate.filters()) + ".\n\n"
                + "Functions: " + list(JinjaTemplate.functions()) + ".\n";
    }

    private static String list(List<String> names) {
        return String.join(", ", names.stream().map(name -> "`" + name + "`").toList());
    }

    private static String expressions() {
        StringBuilder out = new StringBuilder(GENERATED).append("""
                        # Expressions

                        Conditions and formulas are written in CEL, the Common Expression Language.

                        ```yaml
                        - keep: "words(answer) >= 20 && !answer.contains('http')"
                        ```

                        - A name is a column, else a score. `sample` is the map of all columns: `sample["my column"]`,
                          `has(sample.answer)`.
                        - `== != < <= > >=`, `&& || !`, `+ - * / %`, `condition ? yes : no`, `x in list`, `list[0]`,
                          `map.key`, `map["key"]`; texts in single or double quotes; `[a, b]`, `{'key': value}`, `null`.
                        - Whole and decimal numbers compare and compute with one another. Two whole numbers divide to a whole
                          one: `7 / 2` is 3, `7 / 2.0` is 3.5.
                        - A name or key that a sample does not have fails that sample; ask `has(...)` first where that may be.

                        | function | |
                        |---|---|
                        """);
        CelExpression.functions().forEach((name, words) -> out.append("| `" + name + "` | " + cell(words) + " |\n"));
        return out.toString();
    }

    private static String table(List<Parameter<?>> parameters) {
        StringBuilder out = new StringBuilder("| setting | takes | default | |\n|---|---|---|---|\n");
        rows("", parameters, out);
        return out.toString();
    }

    private static void rows(String prefix, List<Parameter<?>> parameters, StringBuilder out) {
        for (Parameter<?> parameter : parameters) {
            String value = parameter.isRequired()
                    ? "required"
                    : parameter
                            .defaultSource()
                            .map(each -> "`" + Json.write(each) + "`")
                            .orElse("");
            out.append("| `" + prefix + parameter.name() + "` | " + cell(KindWords.of(parameter.kind())) + " | "
                    + cell(value) + " | " + cell(parameter.summary()) + " |\n");
            if (parameter.kind() instanceof Kind.Group group) {
                rows(prefix + parameter.name() + ".", group.parameters(), out);
            }
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
