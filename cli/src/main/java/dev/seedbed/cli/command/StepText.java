package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.StepType;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Shows types of step for people to read.
final class StepText {
    private StepText() {}

    /// The type of a name among some.
    ///
    /// @throws SeedbedException if there is none; it says which there are
    static StepType named(String id, List<StepType> types) {
        return types.stream()
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "there is no '" + id + "'; there are: "
                                + types.stream().map(StepType::id).collect(Collectors.joining(", "))));
    }

    static void list(PrintStream out, List<StepType> types) {
        for (StepType type : types) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %-12s %s%n",
                    type.id(),
                    type.kind().name().toLowerCase(Locale.ROOT),
                    type.summary());
        }
    }

    static void show(PrintStream out, StepType type) {
        out.println(type.id() + " (" + type.kind().name().toLowerCase(Locale.ROOT) + ")");
        out.println(type.summary());
        if (!type.source().isEmpty()) {
            out.println("follows " + plain(type.source()));
        }
        if (!type.columns().isEmpty()) {
            out.println("writes " + String.join(", ", type.columns()));
        }
        if (!type.details().isEmpty()) {
            out.println();
            out.println(type.details());
        }
        if (!type.parameters().isEmpty()) {
            out.println();
            out.println("parameters");
            type.parameters().forEach(parameter -> parameter(out, parameter, "  "));
        }
        type.presets().forEach(preset -> {
            out.println();
            out.println("preset " + preset.name() + ": " + preset.summary());
            preset.defaults().forEach((name, value) -> out.println("  " + name + ": " + Json.write(value)));
        });
        type.prompts().forEach(prompt -> {
            out.println();
            out.println("prompt " + prompt.id() + ", version " + prompt.version() + ", may use "
                    + prompt.variables().stream().sorted().collect(Collectors.joining(", ")));
            out.println(prompt.text().indent(2).stripTrailing());
        });
        if (!type.example().isEmpty()) {
            out.println();
            out.println("example");
            out.println(type.example().indent(2).stripTrailing());
        }
    }

    /// A citation without its Markdown.
    static String plain(String citation) {
        return citation.replace("*", "");
    }

    private static void parameter(PrintStream out, Parameter<?> parameter, String indent) {
        out.println(indent + parameter.name() + ": " + kind(parameter.kind())
                + (parameter.isRequired() ? ", required" : "")
                + parameter
                        .defaultSource()
                        .map(value -> ", default " + Json.write(value))
                        .orElse(""));
        out.println(indent + "    " + parameter.summary());
        if (parameter.kind() instanceof Kind.Group group) {
            group.parameters().forEach(each -> parameter(out, each, indent + "    "));
        }
    }

    private static String kind(Kind<?> kind) {
        return switch (kind) {
            case Kind.Text _ -> "a text";
            case Kind.Choice choice -> "one of " + String.join(", ", choice.allowed());
            case Kind.WholeNumber number -> "a whole number" + range(number.minimum(), number.maximum());
            case Kind.Decimal number ->
                "a number from " + number.minimum() + (number.maximum() < 1e300 ? " to " + number.maximum() : "");
            case Kind.Flag _ -> "true or false";
            case Kind.Time _ -> "a time such as 30s";
            case Kind.Amount _ -> "an amount such as 2 USD";
            case Kind.FilePath _ -> "a path";
            case Kind.ModelAlias _ -> "a model";
            case Kind.Column _ -> "a column";
            case Kind.NewColumn _ -> "a column, new or not";
            case Kind.NewScore _ -> "a score, new or not";
            case Kind.TemplateText _ -> "a template";
            case Kind.Condition _ -> "a condition";
            case Kind.Formula _ -> "an expression";
            case Kind.AnyValue _ -> "any value";
            case Kind.JsonSchema _ -> "a JSON Schema";
            case Kind.ListOf<?> list -> "a list, each item " + kind(list.item());
            case Kind.MapOf<?> map -> "a map, each value " + kind(map.value());
            case Kind.Group group -> group.isSwitch() ? "true, or a map of" : "a map of";
        };
    }

    private static String range(long minimum, long maximum) {
        String from = minimum == Long.MIN_VALUE ? "" : " from " + minimum;
        return maximum == Long.MAX_VALUE ? from : from + " to " + maximum;
    }
}
