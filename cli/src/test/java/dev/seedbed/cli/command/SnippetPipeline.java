package dev.seedbed.cli.command;

import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.pipeline.Catalogue;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes a whole pipeline of a snippet that shows a part of one: steps, some of the keys, or settings of
/// `generate`.
final class SnippetPipeline {
    private static final Pattern KEY = Pattern.compile("^([a-z-]+):", Pattern.MULTILINE);
    private static final Pattern FIRST_STEP =
            Pattern.compile("^steps:(?:[^\\n]*#[^\\n]*)?\\n\\s*- ([a-z-]+)", Pattern.MULTILINE);
    private static final Set<String> KEYS = Set.of("seedbed", "name", "models", "budget", "target", "steps", "outputs");

    private static final Pattern RENAMED = Pattern.compile("rename: \\{([^}]*)}");

    /// The columns of `rows.jsonl`, which the steps of snippets stand behind.
    static final List<String> COLUMNS = List.of(
            "question",
            "answer",
            "instruction",
            "reply",
            "context",
            "persona",
            "text",
            "response",
            "draft",
            "critique");

    private final Catalogue catalogue;

    SnippetPipeline(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    String of(String snippet) {
        String whole = withSteps(snippet);
        if (!has(whole, "seedbed")) {
            whole = "seedbed: 1\nname: snippet\n" + whole;
        }
        if (!has(whole, "models")) {
            whole += """
                    models:
                      writer: { provider: local, model: smollm2-135m-instruct }
                      judge: { provider: openai, model: any, key-from: none, price: { input: 1, output: 1 } }
                      meaning: { provider: minilm }
                      toxic: { provider: onnx, folder: examples/data/models/tiny-toxic }
                    """;
        }
        // Something has to end the recipes.
        return has(whole, "target") || has(whole, "budget") ? whole : whole + "budget: { calls: 10 }\n";
    }

    private String withSteps(String snippet) {
        if (snippet.stripLeading().startsWith("- ")) {
            return withSource("steps:\n" + snippet.indent(2));
        }
        Matcher key = KEY.matcher(snippet);
        if (key.find() && !KEYS.contains(key.group(1))) {
            return "steps:\n  - load: rows.jsonl\n  - generate:\n      model: writer\n" + snippet.indent(6);
        }
        return has(snippet, "steps") ? withSource(snippet) : snippet + "steps:\n  - load: rows.jsonl\n";
    }

    private String withSource(String pipeline) {
        Matcher first = FIRST_STEP.matcher(pipeline);
        if (!first.find()) {
            throw new AssertionError("no first step in\n" + pipeline);
        }
        boolean begins = catalogue
                .step(first.group(1))
                .map(StepType::kind)
                .filter(kind -> List.of(StepKind.SOURCE, StepKind.RECIPE).contains(kind))
                .isPresent();
        String source = "steps:\n  - load: rows.jsonl\n" + makingRoom(pipeline);
        return begins ? pipeline : pipeline.replaceFirst("(?m)^steps:.*\\n", source);
    }

    /// Removes the columns whose names a `rename` gives to others.
    private static String makingRoom(String pipeline) {
        Matcher renamed = RENAMED.matcher(pipeline);
        if (!renamed.find()) {
            return "";
        }
        List<String> taken = Stream.of(renamed.group(1).split(","))
                .map(each -> each.split(":", 2)[0].strip())
                .filter(COLUMNS::contains)
                .toList();
        return taken.isEmpty() ? "" : "  - remove: [" + String.join(", ", taken) + "]\n";
    }

    private static boolean has(String pipeline, String key) {
        return pipeline.startsWith(key + ":") || pipeline.contains("\n" + key + ":");
    }
}
