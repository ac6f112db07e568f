package dev.seedbed.pipeline.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.TemplateException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Expressions in CEL, the Common Expression Language.
///
/// ```java
/// Expression keep = CelExpression.condition("score >= 4 && words(answer) < 200", Set.of("answer", "score"), true);
/// keep.test(sample);
/// ```
///
/// **Names** are the sample's columns, else its scores; `sample` is the map of all columns, for what has no
/// simple name (`sample["my column"]`) and for asking whether a column is there (`has(sample.answer)`).
/// **Numbers** compare and compute whether whole or not: `score * 2` works for 4 and for 4.5; two whole numbers
/// divide to a whole one. **Null** is a value of its own: `answer == null`. A missing name fails the
/// evaluation. **Values** that it gives are JSON values. Regular expressions take time linear in the text.
/// Thread-safe.
public final class CelExpression implements Expression {
    static final String ALL_COLUMNS = "sample";

    private final String source;
    private final Set<String> variables;
    private final CelRuntime.Program program;

    private CelExpression(String source, Set<String> variables, CelRuntime.Program program) {
        this.source = source;
        this.variables = variables;
        this.program = program;
    }

    /// Compiles what is true or false.
    ///
    /// @param names that may be used
    /// @param complete whether no others may
    /// @throws InvalidSourceException if it is wrong, with the places in the text
    public static Expression condition(String source, Collection<String> names, boolean complete) {
        return compile(source, names, complete, true);
    }

    /// Compiles what gives any JSON value.
    ///
    /// @param names that may be used
    /// @param complete whether no others may
    /// @throws InvalidSourceException if it is wrong, with the places in the text
    public static Expression formula(String source, Collection<String> names, boolean complete) {
        return compile(source, names, complete, false);
    }

    private static CelExpression compile(String source, Collection<String> names, boolean complete, boolean condition) {
        CelChecks.Checked checked = CelChecks.check(source, names, complete, condition);
        return new CelExpression(source, checked.variables(), checked.program());
    }

    @Override
    public @Nullable Object evaluate(Sample sample) {
        try {
            Object value = program.eval(name -> variable(name, sample));
            if (value instanceof CelUnknownSet) {
                throw failure(missing(sample).orElse("a name is missing here"), null);
            }
            return CelValues.toJson(value);
        } catch (CelEvaluationException e) {
            throw failure(reason(e, sample), e);
        } catch (IllegalArgumentException e) {
            throw failure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public boolean test(Sample sample) {
        Object value = evaluate(sample);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw failure("it gives " + Json.kind(value) + ", but must give true or false", null);
    }

    private TemplateException failure(String reason, @Nullable Throwable cause) {
        return new TemplateException("the expression `" + source + "` failed: " + reason, cause);
    }

    private static Optional<Object> variable(String name, Sample sample) {
        if (sample.data().has(name)) {
            return Optional.of(CelValues.toCel(sample.data().value(name)));
        }
        Double score = sample.scores().get(name);
        if (score != null) {
            return Optional.of(score);
        }
        return name.equals(ALL_COLUMNS)
                ? Optional.of(CelValues.toCel(sample.data().asMap()))
                : Optional.empty();
    }

    private String reason(CelEvaluationException e, Sample sample) {
        return missing(sample).orElseGet(() -> CelChecks.runtimeWords(String.valueOf(e.getMessage())));
    }

    private Optional<String> missing(Sample sample) {
        return variables.stream()
                .filter(name -> variable(name, sample).isEmpty())
                .findFirst()
                .map(name -> "`" + name + "` is missing here; there are the columns "
                        + sample.data().columns() + " and the scores "
                        + sample.scores().keySet() + "; where that may be, ask `has(sample." + name + ")` first");
    }

    @Override
    public Set<String> variables() {
        return variables;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String toString() {
        return source;
    }

    /// The functions that expressions can use, with what each is for, for the reference.
    public static Map<String, String> functions() {
        return CelWords.FUNCTIONS;
    }
}
