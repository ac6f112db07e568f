package dev.seedbed.pipeline.step;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.setting.TemplateException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `{{ name }}` in, and nothing else.
record TemplateFake(String id, String source) implements Template {
    private static final Pattern HOLE = Pattern.compile("\\{\\{ *(\\w+) *}}");

    @Override
    public String render(Map<String, ?> variables) {
        return HOLE.matcher(source).replaceAll(match -> {
            Object value = variables.get(match.group(1));
            if (value == null) {
                throw new TemplateException("'" + match.group(1) + "' has no value", null);
            }
            return Matcher.quoteReplacement(value instanceof String text ? text : Json.write(value));
        });
    }

    @Override
    public Set<String> variables() {
        Set<String> names = new TreeSet<>();
        HOLE.matcher(source).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    @Override
    public PromptReference reference() {
        return new PromptReference(id, 0, Hash.sha256Of(source));
    }
}
