package dev.seedbed.pipeline;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Kind;
import java.math.BigDecimal;

/// What a parameter takes, in words: the same in problems and in the reference.
public final class KindWords {
    private KindWords() {}

    /// Such as `a whole number from 1 to 10`.
    public static String of(Kind<?> kind) {
        return switch (kind) {
            case Kind.Text _ -> "a text";
            case Kind.Choice choice -> "one of " + Shown.names(choice.allowed());
            case Kind.WholeNumber number ->
                number.minimum() == number.maximum()
                        ? Long.toString(number.minimum())
                        : "a whole number" + range(number);
            case Kind.Decimal number -> "a number" + range(number);
            case Kind.Flag _ -> "`true` or `false`";
            case Kind.Time _ -> "a time such as `30s`, `10m` or `2h`";
            case Kind.Amount _ -> "an amount of money such as `2 USD`";
            case Kind.FilePath path -> path.mustExist() ? "the path of a file or folder that exists" : "a path";
            case Kind.ModelAlias _ -> "the alias of a model of the pipeline";
            case Kind.Column _ -> "the name of a column";
            case Kind.NewColumn _ -> "a name for a column";
            case Kind.NewScore _ -> "a name for a score";
            case Kind.TemplateText _ -> "a template, such as `\"Answer: {{ question }}\"`";
            case Kind.Condition _ -> "a condition, such as `\"words(answer) >= 20\"`";
            case Kind.Formula _ -> "an expression, such as `\"score * 2.0\"`";
            case Kind.AnyValue _ -> "any value";
            case Kind.JsonSchema _ -> "a JSON Schema: a map such as `{ type: object }`";
            case Kind.ListOf<?> list -> "a list, each item of it " + of(list.item());
            case Kind.MapOf<?> map -> "a map, each value of it " + of(map.value());
            case Kind.Group group -> group.isSwitch() ? "`true`, or a map of settings" : "a map of settings";
        };
    }

    /// What a model can do, such as `answer a conversation`.
    public static String of(Capability capability) {
        return switch (capability) {
            case CHAT -> "answer a conversation";
            case RAW -> "continue a bare text";
            case PREFILL -> "go on from a beginning of its answer";
            case SCHEMA -> "hold its answer to a JSON Schema";
            case TOOLS -> "call a function";
            case JSON -> "hold its answer to JSON";
            case SEED -> "take a seed";
            case LOG_PROBABILITIES -> "give the probabilities of words";
            case BATCH -> "answer in batches";
            case EMBED -> "turn texts into vectors";
            case CLASSIFY -> "label texts";
        };
    }

    /// The same as a thing that can be offered, such as `continuing a bare text`.
    static String asOffer(Capability capability) {
        return switch (capability) {
            case CHAT -> "answering a conversation";
            case RAW -> "continuing a bare text";
            case PREFILL -> "going on from a beginning of the answer";
            case SCHEMA -> "holding an answer to a JSON Schema";
            case TOOLS -> "calling a function";
            case JSON -> "holding an answer to JSON";
            case SEED -> "taking a seed";
            case LOG_PROBABILITIES -> "giving the probabilities of words";
            case BATCH -> "answering in batches";
            case EMBED -> "turning texts into vectors";
            case CLASSIFY -> "labelling texts";
        };
    }

    private static String range(Kind.WholeNumber number) {
        boolean below = number.minimum() == Long.MIN_VALUE;
        boolean above = number.maximum() == Long.MAX_VALUE || number.maximum() == Integer.MAX_VALUE;
        return words(below, above, Long.toString(number.minimum()), Long.toString(number.maximum()));
    }

    private static String range(Kind.Decimal number) {
        boolean below = number.minimum() <= -Double.MAX_VALUE;
        boolean above = number.maximum() >= Double.MAX_VALUE;
        return words(below, above, below ? "" : plain(number.minimum()), above ? "" : plain(number.maximum()));
    }

    private static String plain(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    private static String words(boolean noMinimum, boolean noMaximum, String minimum, String maximum) {
        if (noMinimum) {
            return noMaximum ? "" : " up to " + maximum;
        }
        if (noMaximum) {
            return ", " + minimum + " or more";
        }
        return " from " + minimum + " to " + maximum;
    }
}
