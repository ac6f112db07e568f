package dev.seedbed.api.setting;

import dev.seedbed.api.Sample;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A compiled CEL expression over a sample's columns and scores. A name means the column of that name, else the
/// score of that name. Thread-safe.
public interface Expression {
    /// The value for a sample, as a JSON value.
    ///
    /// @throws TemplateException if it cannot be evaluated; it says why and where
    @Nullable
    Object evaluate(Sample sample);

    /// The value of a condition.
    ///
    /// @throws TemplateException if it cannot be evaluated, or is neither true nor false
    boolean test(Sample sample);

    /// The columns and scores it reads.
    Set<String> variables();

    /// The expression's own text.
    String source();
}
