package dev.seedbed.pipeline.expression;

import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.setting.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Templates in Jinja.
///
/// ```java
/// Template template = JinjaTemplate.compile("Answer: {{ question }}", reference);
/// template.render(sample.data().asMap());
/// ```
///
/// **Values are data.** A value that looks like a template is inserted as it stands and never evaluated. Texts
/// are inserted as they are, anything else as JSON. **Names** must have a value: a missing name, and a null,
/// fail the rendering, unless the template says `{{ name | default('...') }}` or asks `name is defined`. **The
/// sandbox** has no Java methods, no files, no other templates, no clock and no chance; loops and output are
/// bounded. **White space** is kept as written, but for that around a tag (`{% ... %}`) on a line of its own.
///
/// The language is that of Jinjava; a template of nothing but text and `{{ name }}` never loads it.
public final class JinjaTemplate implements Template {
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);

    private final String source;
    private final PromptReference reference;
    private final JinjaProgram program;

    private JinjaTemplate(String source, PromptReference reference, JinjaProgram program) {
        this.source = source;
        this.reference = reference;
        this.program = program;
    }

    /// Compiles a template.
    ///
    /// @throws InvalidSourceException if it is wrong, with the places in the text
    public static Template compile(String text, PromptReference reference) {
        Optional<PlainTemplate> plain = PlainTemplate.compile(text, reference);
        return plain.isPresent() ? plain.get() : new JinjaTemplate(text, reference, JinjaProgram.compile(text));
    }

    /// A place in a template.
    ///
    /// @param line from 1
    /// @param column from 1
    public record Place(int line, int column) {
        static Place of(String text, int offset) {
            int line = 1
                    + (int) text.substring(0, offset)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            int start = text.lastIndexOf('\n', offset - 1) + 1;
            return new Place(line, text.codePointCount(start, offset) + 1);
        }
    }

    /// Where a template first reads a variable; its beginning, if it does not.
    public static Place placeOf(String text, String variable) {
        Pattern word = Pattern.compile("(?<![\\w.])" + Pattern.quote(variable) + "(?!\\w)");
        Matcher expression = EXPRESSION.matcher(text);
        while (expression.find()) {
            Matcher found = word.matcher(text).region(expression.start(), expression.end());
            found.useTransparentBounds(true);
            if (found.find()) {
                return Place.of(text, found.start());
            }
        }
        return new Place(1, 1);
    }

    @Override
    public String render(Map<String, ? extends @Nullable Object> variables) {
        try {
            return program.render(variables);
        } catch (TemplateException e) {
            throw new TemplateException(
                    "the template `" + reference.id() + "` failed: " + e.getMessage(), e.getCause());
        }
    }

    @Override
    public Set<String> variables() {
        return program.variables();
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public PromptReference reference() {
        return reference;
    }

    @Override
    public String toString() {
        return source;
    }

    /// The tags that templates can use, for the reference.
    public static List<String> tags() {
        return JinjaEngine.TAGS.stream()
                .filter(name -> !name.startsWith("end"))
                .sorted()
                .toList();
    }

    /// The filters that templates can use, for the reference.
    public static List<String> filters() {
        return JinjaEngine.FILTERS.stream().sorted().toList();
    }

    /// The functions that templates can use, for the reference.
    public static List<String> functions() {
        return JinjaEngine.FUNCTIONS.stream().sorted().toList();
    }
}
