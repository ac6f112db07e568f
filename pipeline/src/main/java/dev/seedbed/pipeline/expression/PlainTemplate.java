package dev.seedbed.pipeline.expression;

import dev.seedbed.api.Json;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.setting.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A template of nothing but text and `{{ name }}`, which needs no engine.
final class PlainTemplate implements Template {
    private static final Pattern NAME = Pattern.compile("\\{\\{ *([A-Za-z_][A-Za-z0-9_]*) *}}");
    private static final Set<String> WORDS =
            Set.of("true", "false", "none", "null", "True", "False", "None", "not", "and", "or", "empty", "in", "is");

    private final String source;
    private final PromptReference reference;
    // Texts and names by turns, beginning and ending with a text.
    private final List<String> pieces;

    private PlainTemplate(String source, PromptReference reference, List<String> pieces) {
        this.source = source;
        this.reference = reference;
        this.pieces = List.copyOf(pieces);
    }

    /// The template, if it is as plain as that.
    static Optional<PlainTemplate> compile(String text, PromptReference reference) {
        List<String> pieces = new ArrayList<>();
        Matcher name = NAME.matcher(text);
        int end = 0;
        while (name.find()) {
            pieces.add(text.substring(end, name.start()));
            pieces.add(name.group(1));
            end = name.end();
        }
        pieces.add(text.substring(end));
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            boolean plain = i % 2 == 1
                    ? !WORDS.contains(piece) && !piece.startsWith("__")
                    : !piece.contains("{{") && !piece.contains("{%") && !piece.contains("{#") && !piece.endsWith("{");
            if (!plain) {
                return Optional.empty();
            }
        }
        return Optional.of(new PlainTemplate(text, reference, pieces));
    }

    @Override
    public String render(Map<String, ? extends @Nullable Object> variables) {
        StringBuilder out = new StringBuilder(source.length() * 2);
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            if (i % 2 == 0) {
                out.append(piece);
                continue;
            }
            Object value = variables.get(piece);
            if (value == null) {
                throw new TemplateException(
                        "the template `" + reference.id() + "` failed: " + noValue(piece, variables), null);
            }
            out.append(value instanceof String text ? text : Json.write(value));
        }
        return out.toString();
    }

    static String noValue(String name, Map<String, ? extends @Nullable Object> variables) {
        return "`" + name + "` "
                + (variables.containsKey(name) ? "is null here" : "is missing here; there are " + variables.keySet())
                + "; where that may be, write `{{ " + name + " | default('...') }}`";
    }

    @Override
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i < pieces.size(); i += 2) {
            names.add(pieces.get(i));
        }
        return names;
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
}
