package dev.seedbed.pipeline.step;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.TemplateException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An expression that is a Java function.
record ExpressionFake(String source, Set<String> variables, Function<Sample, @Nullable Object> meaning)
        implements Expression {
    static ExpressionFake of(String source, Function<Sample, @Nullable Object> meaning, String... variables) {
        return new ExpressionFake(source, Set.of(variables), meaning);
    }

    @Override
    public @Nullable Object evaluate(Sample sample) {
        return meaning.apply(sample);
    }

    @Override
    public boolean test(Sample sample) {
        if (meaning.apply(sample) instanceof Boolean answer) {
            return answer;
        }
        throw new TemplateException(source + " is neither true nor false", null);
    }
}
