package dev.seedbed.curate.contamination;

import java.util.ArrayList;
import java.util.List;

/// The records of a text in CSV (RFC 4180), or of values between tabs.
///
/// Between tabs (`text/tab-separated-values` of IANA) a quote is a letter like others; but programs quote there, too.
/// So
/// a field that begins with a quote is taken for quoted only if the next single quote ends it, with a tab, a line's or
/// the text's end behind it.
final class CsvFields {
    private final String text;
    private final char separator;
    private int at;

    private CsvFields(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /// All records with anything in them, in their order.
    ///
    /// @throws UnclosedQuoteException if a quote is never closed
    static List<List<String>> of(String text, char separator) throws UnclosedQuoteException {
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

    /// A quote that is never closed: all behind it would be one field.
    static final class UnclosedQuoteException extends Exception {
        private static final long serialVersionUID = 1;

        UnclosedQuoteException(long line) {
            super("line " + line + ": a quote opens a field there and is never closed");
        }
    }

    private List<String> next() throws UnclosedQuoteException {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(isQuoted() ? quoted() : plain());
        } while (at < text.length() && text.charAt(at++) == separator);
        if (at < text.length() && text.charAt(at - 1) == '\r' && text.charAt(at) == '\n') {
            at++;
        }
        return fields;
    }

    private boolean isQuoted() {
        if (at >= text.length() || text.charAt(at) != '"') {
            return false;
        }
        if (separator != '\t') {
            return true;
        }
        int end = at + 1;
        while (end < text.length()) {
            if (text.charAt(end) != '"') {
                end++;
            } else if (end + 1 < text.length() && text.charAt(end + 1) == '"') {
                end += 2;
            } else {
                return end + 1 == text.length() || "\t\r\n".indexOf(text.charAt(end + 1)) >= 0;
            }
        }
        return false;
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

    private String quoted() throws UnclosedQuoteException {
        int opened = at;
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
                return field.append(plain()).toString();
            }
        }
        throw new UnclosedQuoteException(text.substring(0, opened).lines().count() + (startsLine(opened) ? 1 : 0));
    }

    private boolean startsLine(int place) {
        return place == 0 || text.charAt(place - 1) == '\n' || text.charAt(place - 1) == '\r';
    }
}
