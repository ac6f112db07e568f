package dev.seedbed.model.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One item of a header that is a list: a name and what is said of it, as in `"hour";q=100;w=3600` (RFC 9651,
/// sections 3.1 and 3.3; names in quotes or without, numbers and texts).
record StructuredItem(String name, Map<String, String> said) {
    private static final Pattern ITEM =
            Pattern.compile("\\s*(\"[^\"]*\"|[^\\s,;\"]+)((?:\\s*;[^,;\"]*(?:\"[^\"]*\")?)*)\\s*(?:,|$)");
    private static final Pattern PARAMETER = Pattern.compile(";\\s*([a-z*][a-z0-9_.*-]*)=(\"[^\"]*\"|[^\\s;]+)");

    static List<StructuredItem> listOf(List<String> lines) {
        List<StructuredItem> items = new ArrayList<>();
        for (String line : lines) {
            Matcher item = ITEM.matcher(line);
            int end = 0;
            while (end < line.length() && item.find(end) && item.start() == end) {
                Map<String, String> said = new LinkedHashMap<>();
                Matcher parameter = PARAMETER.matcher(item.group(2));
                while (parameter.find()) {
                    said.put(parameter.group(1), withoutQuotes(parameter.group(2)));
                }
                items.add(new StructuredItem(withoutQuotes(item.group(1)), said));
                end = item.end();
            }
        }
        return items;
    }

    private static String withoutQuotes(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    Optional<String> text(String parameter) {
        return Optional.ofNullable(said.get(parameter));
    }

    OptionalLong number(String parameter) {
        String value = said.get(parameter);
        return value != null && value.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(value))
                : OptionalLong.empty();
    }
}
