package dev.seedbed.pipeline.expression;

import dev.cel.common.CelIssue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// CEL's messages in words for people who do not know CEL's types.
final class CelWords {
    static final Map<String, String> FUNCTIONS = functions();

    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']+)' applied to '\\((.*?)\\)'.*", Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("_?([^_@a-z]+)_|([!-])_");
    private static final Pattern EVALUATION =
            Pattern.compile("evaluation error(?: at [^:]*:(\\d+))?: (.*)", Pattern.DOTALL);
    private static final Pattern NO_KEY = Pattern.compile("key '([^']*)' is not present in map\\.?");

    private CelWords() {}

    static String of(CelIssue issue, String source) {
        String message = issue.getMessage();
        Matcher overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            String on = types(overload.group(2));
            return "`" + operator(overload.group(1)) + "` cannot be applied to " + on;
        }
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            String name = undeclared.group(1);
            return "there is no function `" + name + "`" + Nearest.hint(name, FUNCTIONS.keySet());
        }
        return "cannot be read: " + syntax(message) + hint(source);
    }

    private static String syntax(String message) {
        return message.replaceFirst("^Syntax error: ", "")
                .replaceFirst("(?s) expecting .*", "")
                .replace("mismatched input '<EOF>'", "it ends too early")
                .replace("extraneous input '<EOF>'", "it ends too early")
                .replace("mismatched input", "did not expect")
                .replace("extraneous input", "did not expect")
                .replace("no viable alternative at input '.'", "there is a dot too many")
                .replace("token recognition error at:", "did not expect");
    }

    private static String hint(String source) {
        if (source.matches("(?s)[^'\"]*[^=!<>]=[^=].*")) {
            return "; `==` compares";
        }
        return source.matches("(?s).*\\b(and|or|not)\\b.*") ? "; write `&&`, `||` and `!` for and, or and not" : "";
    }

    /// A type of CEL, such as `string`.
    static String type(String type) {
        if (type.startsWith("list")) {
            return "a list";
        }
        if (type.startsWith("map")) {
            return "a map";
        }
        return switch (type) {
            case "int", "uint" -> "a whole number";
            case "double" -> "a decimal number";
            case "string" -> "a text";
            case "bool" -> "true or false";
            case "null", "null_type" -> "null";
            case "dyn" -> "any value";
            default -> "a value of type " + type;
        };
    }

    private static String types(String list) {
        StringBuilder words = new StringBuilder();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= list.length(); i++) {
            char c = i == list.length() ? ',' : list.charAt(i);
            depth += c == '(' || c == '<' ? 1 : c == ')' || c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                words.append(words.isEmpty() ? "" : " and ")
                        .append(type(list.substring(start, i).strip()));
                start = i + 1;
            }
        }
        return words.toString();
    }

    private static String operator(String name) {
        if (name.equals("_[_]")) {
            return "[...]";
        }
        if (name.equals("_?_:_")) {
            return "... ? ... : ...";
        }
        Matcher operator = OPERATOR.matcher(name);
        if (!operator.matches()) {
            return name.equals("@in") ? "in" : name;
        }
        return operator.group(1) == null ? operator.group(2) : operator.group(1);
    }

    /// What went wrong for one sample.
    static String ofRuntime(String message) {
        Matcher evaluation = EVALUATION.matcher(message);
        String reason = evaluation.matches() ? evaluation.group(2) : message;
        Matcher key = NO_KEY.matcher(reason);
        if (key.matches()) {
            return "there is no key '" + key.group(1) + "'; where that may be, ask `has(...)` first";
        }
        if (reason.contains("No matching overload for function")) {
            String name = reason.replaceAll("(?s).*function '([^']+)'.*", "$1");
            return "`" + operator(name) + "` cannot be applied to values of these kinds";
        }
        return reason;
    }

    private static Map<String, String> functions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("words", "`words(text)`: how many words, parted by white space, a text has");
        all.put("size", "`size(x)`: how many characters a text has, or items a list or map");
        all.put("has", "`has(sample.name)`: whether there is such a column or key");
        all.put("contains", "`text.contains(part)`");
        all.put("startsWith", "`text.startsWith(part)`");
        all.put("endsWith", "`text.endsWith(part)`");
        all.put("matches", "`text.matches(pattern)`: whether the pattern (RE2) is found in it");
        all.put("lowerAscii", "`text.lowerAscii()`");
        all.put("upperAscii", "`text.upperAscii()`");
        all.put("trim", "`text.trim()`: without white space around it");
        all.put("replace", "`text.replace(old, new)`");
        all.put("split", "`text.split(separator)`: a list of texts");
        all.put("join", "`list.join(separator)`: one text");
        all.put("substring", "`text.substring(from, to)`");
        all.put("indexOf", "`text.indexOf(part)`: from 0, or -1");
        all.put("lastIndexOf", "`text.lastIndexOf(part)`: from 0, or -1");
        all.put("charAt", "`text.charAt(index)`");
        all.put("all", "`list.all(x, condition)`");
        all.put("exists", "`list.exists(x, condition)`");
        all.put("exists_one", "`list.exists_one(x, condition)`");
        all.put("filter", "`list.filter(x, condition)`");
        all.put("map", "`list.map(x, value)`");
        all.put("int", "`int(x)`: a whole number of a text or number");
        all.put("double", "`double(x)`: a decimal number of a text or number");
        all.put("string", "`string(x)`: a text of a number or flag");
        all.put("type", "`type(x)`: such as `string`, `int`, `double`, `bool`, `list`, `map`");
        all.put("math.greatest", "`math.greatest(a, b)`");
        all.put("math.least", "`math.least(a, b)`");
        all.put("math.abs", "`math.abs(x)`");
        all.put("math.round", "`math.round(x)`, and `math.ceil`, `math.floor`");
        return Collections.unmodifiableMap(all);
    }
}
