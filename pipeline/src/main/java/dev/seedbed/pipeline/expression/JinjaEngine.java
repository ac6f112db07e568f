package dev.seedbed.pipeline.expression;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.loader.ResourceLocator;
import com.hubspot.jinjava.random.RandomNumberGeneratorStrategy;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Jinjava with everything taken out that a prompt does not need.
final class JinjaEngine {
    static final Set<String> TAGS = Set.of(
            "if",
            "elif",
            "else",
            "for",
            "set",
            "raw",
            "macro",
            "break",
            "continue",
            "endif",
            "endfor",
            "endset",
            "endraw",
            "endmacro");
    static final Set<String> FILTERS = Set.of(
            "abs",
            "add",
            "batch",
            "bool",
            "capitalize",
            "center",
            "count",
            "cut",
            "d",
            "default",
            "dictsort",
            "difference",
            "divide",
            "divisible",
            "e",
            "escape",
            "escapejson",
            "first",
            "float",
            "format",
            "fromjson",
            "groupby",
            "indent",
            "int",
            "intersect",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "map",
            "multiply",
            "regex_replace",
            "reject",
            "rejectattr",
            "replace",
            "reverse",
            "round",
            "select",
            "selectattr",
            "slice",
            "sort",
            "split",
            "string",
            "striptags",
            "sum",
            "symmetric_difference",
            "title",
            "tojson",
            "trim",
            "truncate",
            "union",
            "unique",
            "upper",
            "urldecode",
            "urlencode",
            "wordcount",
            "wordwrap",
            "xmlattr");
    static final Set<String> FUNCTIONS = Set.of("range", "namespace", "type");
    // The parser's own, which a template reaches through `[a, b]` and the like.
    private static final Set<String> INTERNAL = Set.of("fn:immutable_list", "fn:list", "fn:map_entry");

    static final String UNCLOSED = "a `{{`, `{%` or `{#` is never closed";
    private static final Pattern OPEN = Pattern.compile("(?s).*Missing end tag: (\\w+) for tag defined as: (.*)");
    private static final Pattern UNKNOWN_TAG = Pattern.compile("(?s).*Unknown tag: (\\w+).*");
    private static final int MOST_OUTPUT = 4_000_000;
    private static final int MOST_ITEMS = 100_000;
    private static final int MOST_ACTIONS = 1_000_000;

    private static final Jinjava JINJAVA = build();

    private JinjaEngine() {}

    /// A template does more than any prompt can need. Jinjava lets this one kind of exception pass; of others
    /// it makes a note and goes on.
    static final class TooMuchException extends InterpretException {
        TooMuchException(String message, int line) {
            super(message, line);
        }
    }

    static JinjavaInterpreter interpreter(Context context) {
        return new Printing(JINJAVA, context, JINJAVA.getGlobalConfig());
    }

    static Context context(Map<String, Object> values) {
        return new Context(
                JINJAVA.getGlobalContext(), values, JINJAVA.getGlobalConfig().getDisabled());
    }

    static Set<String> expressionTests() {
        return JINJAVA.getGlobalContext().getAllExpTests().stream()
                .map(Importable::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String words(TemplateError error) {
        String message = String.valueOf(error.getMessage());
        if (message.contains("Unclosed token")) {
            return UNCLOSED;
        }
        Matcher open = OPEN.matcher(message);
        if (open.matches()) {
            return "`" + open.group(2) + "` is never closed; add `{% " + open.group(1) + " %}`";
        }
        Matcher unknown = UNKNOWN_TAG.matcher(message);
        if (unknown.matches()) {
            return "there is no tag `" + unknown.group(1) + "`" + Nearest.hint(unknown.group(1), TAGS);
        }
        if (message.contains("Missing start tag")) {
            return "an `{% end... %}` ends nothing that was begun";
        }
        return message.replaceFirst("^\\w*Exception: ", "").strip();
    }

    private static Jinjava build() {
        Jinjava all = new Jinjava(JinjavaConfig.newBuilder().build());
        Jinjava jinjava = new Jinjava(config(disabled(all.getGlobalContext())));
        jinjava.setResourceLocator(new NoFiles());
        jinjava.registerFilter(new ToJson());
        return jinjava;
    }

    private static Map<Library, Set<String>> disabled(Context context) {
        Map<Library, Set<String>> disabled = new EnumMap<>(Library.class);
        disabled.put(
                Library.TAG,
                except(context.getAllTags().stream().map(Importable::getName).toList(), TAGS));
        disabled.put(
                Library.FILTER,
                except(context.getAllFilters().stream().map(Importable::getName).toList(), FILTERS));
        Set<String> functions = except(
                context.getAllFunctions().stream()
                        .map(ELFunctionDefinition::getName)
                        .toList(),
                FUNCTIONS.stream().map(name -> ":" + name).collect(Collectors.toSet()));
        functions.removeAll(INTERNAL);
        disabled.put(Library.FUNCTION, functions);
        return disabled;
    }

    private static Set<String> except(Collection<String> all, Set<String> allowed) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(allowed);
        return rest;
    }

    private static JinjavaConfig config(Map<Library, Set<String>> disabled) {
        return JinjavaConfig.newBuilder()
                .withDisabled(disabled)
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withKeepTrailingNewline(true)
                .withNestedInterpretationEnabled(false)
                .withFailOnUnknownTokens(true)
                .withRandomNumberGeneratorStrategy(RandomNumberGeneratorStrategy.CONSTANT_ZERO)
                .withElResolver(new JinjaResolver())
                .withInterperterFactory(new Factory())
                .withEnableRecursiveMacroCalls(false)
                .withMaxRenderDepth(20)
                .withMaxOutputSize(MOST_OUTPUT)
                .withMaxStringLength(MOST_OUTPUT)
                .withMaxListSize(MOST_ITEMS)
                .withMaxMapSize(MOST_ITEMS)
                .withRangeLimit(MOST_ITEMS)
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withEvaluateMapKeys(true)
                        .withIterateOverMapKeys(true)
                        .withUsePyishObjectMapper(true)
                        .withUseSnakeCasePropertyNaming(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withAllowAdjacentTextNodes(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .withKeepNullableLoopValues(true)
                        .withHandleBackslashInQuotesOnly(true)
                        .build())
                .build();
    }

    /// Prints values as JSON where they are not texts, and counts how often the context is used, as all that a
    /// template does uses it: nothing else bounds nested loops that print nothing.
    private static final class Printing extends JinjavaInterpreter {
        private int actions;

        Printing(Jinjava jinjava, Context context, JinjavaConfig config) {
            super(jinjava, context, config);
        }

        Printing(JinjavaInterpreter original) {
            super(original);
        }

        @Override
        public Context getContext() {
            actions++;
            if (actions > MOST_ACTIONS) {
                throw new TooMuchException(
                        "it goes round and round: more than " + MOST_ACTIONS + " actions; make its loops shorter",
                        getLineNumber());
            }
            return super.getContext();
        }

        @Override
        public String getAsString(@Nullable Object value) {
            return switch (value) {
                case null -> "";
                case String text -> text;
                case Number number -> Json.write(number);
                case Boolean flag -> flag.toString();
                case Map<?, ?> map -> Json.write(map);
                case Collection<?> items -> Json.write(items);
                default -> super.getAsString(value);
            };
        }
    }

    private static final class Factory implements InterpreterFactory {
        @Override
        public JinjavaInterpreter newInstance(JinjavaInterpreter original) {
            return new Printing(original);
        }

        @Override
        public JinjavaInterpreter newInstance(Jinjava jinjava, Context context, JinjavaConfig config) {
            return new Printing(jinjava, context, config);
        }
    }

    private static final class NoFiles implements ResourceLocator {
        @Override
        public String getString(String name, java.nio.charset.Charset encoding, JinjavaInterpreter interpreter)
                throws IOException {
            throw new IOException("a template cannot read '" + name + "'");
        }
    }

    private static final class ToJson implements Filter {
        @Override
        public String getName() {
            return "tojson";
        }

        @Override
        public Object filter(@Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
            return Json.write(value);
        }
    }
}
