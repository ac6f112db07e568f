package dev.seedbed.api.setting;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A compiled Jinja template. Values are inserted as they are: text that looks like a template stays text.
/// Thread-safe.
public interface Template {
    /// The text with the variables filled in.
    ///
    /// @throws TemplateException if a variable has no value or an expression fails; it says which and where
    String render(Map<String, ? extends @Nullable Object> variables);

    /// The names of the variables it reads from outside.
    Set<String> variables();

    /// The template's own text.
    String source();

    /// What is recorded with each call that a prompt from this template makes.
    PromptReference reference();
}
