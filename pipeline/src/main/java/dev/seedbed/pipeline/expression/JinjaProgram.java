package dev.seedbed.pipeline.expression;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import com.hubspot.jinjava.tree.Node;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.pipeline.expression.InvalidSourceException.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A template that Jinjava parsed once.
final class JinjaProgram {
    private static final Pattern OPENING = Pattern.compile("\\{[{%#]");

    private final Node root;
    private final Set<String> variables;

    private JinjaProgram(Node root, Set<String> variables) {
        this.root = root;
        this.variables = variables;
    }

    static JinjaProgram compile(String text) {
        JinjavaInterpreter interpreter = JinjaEngine.interpreter(new Context());
        try (var _ = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            Node root = interpreter.parse(text);
            JinjaNames names = new JinjaNames(text);
            names.read(root);
            List<Fault> faults = names.faults();
            if (faults.isEmpty()) {
                faults = interpreter.getErrorsCopy().stream()
                        .map(error -> fault(error, text))
                        .toList();
            }
            if (!faults.isEmpty()) {
                throw new InvalidSourceException(faults);
            }
            return new JinjaProgram(root, names.variables());
        } catch (InterpretException e) {
            throw new InvalidSourceException(
                    List.of(new Fault(Math.max(1, e.getLineNumber()), 1, String.valueOf(e.getMessage()))));
        }
    }

    private static Fault fault(TemplateError error, String text) {
        String words = JinjaEngine.words(error);
        // Jinjava gives the place of the tag before it.
        int open = words.equals(JinjaEngine.UNCLOSED) ? unclosed(text) : -1;
        if (open < 0) {
            return new Fault(Math.max(1, error.getLineno()), 1, words);
        }
        String before = text.substring(0, open);
        return new Fault(
                (int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0),
                open - before.lastIndexOf('\n'),
                words);
    }

    /// Where the first `{{`, `{%` or `{#` is that has no end before the next one begins; -1 if all have.
    private static int unclosed(String text) {
        Matcher opening = OPENING.matcher(text);
        int from = 0;
        while (opening.find(from)) {
            String end = switch (text.charAt(opening.start() + 1)) {
                case '{' -> "}}";
                case '%' -> "%}";
                default -> "#}";
            };
            int close = text.indexOf(end, opening.end());
            int next = text.indexOf(opening.group(), opening.end());
            if (close < 0 || (next >= 0 && next < close)) {
                return opening.start();
            }
            from = close + end.length();
        }
        return -1;
    }

    Set<String> variables() {
        return variables;
    }

    String render(Map<String, ? extends @Nullable Object> values) {
        // A null is left out: to Jinjava it is as good as unknown, and so `default` and `is defined` work for both.
        Map<String, Object> known = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        JinjavaInterpreter interpreter = JinjaEngine.interpreter(JinjaEngine.context(known));
        String result;
        try (var _ = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            result = interpreter.render(root);
        } catch (UnknownTokenException e) {
            throw new TemplateException(noValue(e.getToken(), e.getLineNumber(), values), e);
        } catch (InterpretException e) {
            throw new TemplateException(String.valueOf(e.getMessage()), e);
        }
        List<TemplateError> errors = interpreter.getErrorsCopy();
        if (!errors.isEmpty()) {
            throw failure(errors.getFirst(), values);
        }
        return result;
    }

    private TemplateException failure(TemplateError error, Map<String, ? extends @Nullable Object> values) {
        if (error.getException() instanceof UnknownTokenException unknown) {
            return new TemplateException(noValue(unknown.getToken(), error.getLineno(), values), unknown);
        }
        return new TemplateException(
                "line " + error.getLineno() + ": " + JinjaEngine.words(error), error.getException());
    }

    /// Jinjava names the whole expression; what people need to know is which name in it has no value.
    private String noValue(String expression, int line, Map<String, ? extends @Nullable Object> values) {
        String token = expression.strip();
        return "line " + line + ": "
                + variables.stream()
                        .filter(name -> values.get(name) == null && token.matches("(?s).*\\b" + name + "\\b.*"))
                        .findFirst()
                        .map(name -> PlainTemplate.noValue(name, values))
                        .orElse("`" + token + "` has no value; where that may be, write `" + token
                                + " | default('...')`");
    }
}
