package dev.seedbed.curate.contamination;

import java.util.ArrayList;
import java.util.List;

/// The records of a text in CSV (RFC 4180).
final class CsvFields {
    private final String text;
    private final char separator;
    private int at;

    private CsvFields(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /// All records with anything in them, in their order. A quote that is never closed ends with the text.
    static List<List<String>> of(String text, char separator) {
        CsvFields fields = new CsvFields(text, separator);
        List<List<String>> records = new ArrayList<>();
        while (fields.at < text.length()) {
            List<String> entry = fields.next();
            if (entry.size() > 1 || !entry.getFirst().isBlank()) {
                records.add(entry);
            }
        }
        return records;
    }

    private List<String> next() {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
        } while (at < text.length() && text.charAt(at++) == separator);
        if (at < text.length() && text.charAt(at - 1) == '\r' && text.charAt(at) == '\n') {
            at++;
        }
        return fields;
    }

    private String plain() {
        int begin = at;
        while (at < text.length()
                && text.charAt(at) != separator
                && text.charAt(at) != '\n'
                && text.charAt(at) != '\r') {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                field.append(c);
                at++;
            } else {
                break;
            }
        }
        return field.append(plain()).toString();
    }
}
