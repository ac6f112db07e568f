package dev.seedbed.text;

/// Checks that a text is one JSON value (RFC 8259), without building it.
///
/// ```java
/// JsonSyntax.firstError("[1, 2]");   // -1: there is none
/// JsonSyntax.firstError("[1, 2");    // 5: it ends too early
/// ```
public final class JsonSyntax {
    private static final int DEEPEST = 1_000;

    private final String text;
    private final int end;
    private int place;
    private int depth;

    private JsonSyntax(String text, int begin, int end) {
        this.text = text;
        this.place = begin;
        this.end = end;
    }

    /// Where the text stops being one JSON value: -1 if it is one, its length if it ends too early.
    public static int firstError(String text) {
        return firstError(text, 0, text.length());
    }

    /// The same for the part of a text between two places, as a place in the text.
    static int firstError(String text, int begin, int end) {
        JsonSyntax syntax = new JsonSyntax(text, begin, end);
        boolean valid = syntax.value();
        syntax.space();
        return valid && syntax.place == end ? -1 : Math.min(syntax.place, end);
    }

    /// Where the value ends that a part of a text begins with; -1 if it begins with none.
    static int endOfValue(String text, int begin, int end) {
        JsonSyntax syntax = new JsonSyntax(text, begin, end);
        return syntax.value() ? syntax.place : -1;
    }

    private boolean value() {
        space();
        if (place >= end) {
            return false;
        }
        char c = text.charAt(place);
        return switch (c) {
            case '{' -> composite('}', true);
            case '[' -> composite(']', false);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean composite(char close, boolean keys) {
        if (++depth > DEEPEST) {
            return false;
        }
        place++;
        space();
        if (take(close)) {
            depth--;
            return true;
        }
        do {
            space();
            if (keys && !(string() && taken(':'))) {
                return false;
            }
            if (!value()) {
                return false;
            }
            space();
        } while (take(','));
        depth--;
        return take(close);
    }

    private boolean taken(char c) {
        space();
        return take(c);
    }

    private boolean take(char c) {
        if (place < end && text.charAt(place) == c) {
            place++;
            return true;
        }
        return false;
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (place < end) {
            char c = text.charAt(place);
            if (c == '"') {
                place++;
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
            place++;
        }
        return false;
    }

    /// Leaves the place at the escape's last character.
    private boolean escape() {
        place++;
        if (place >= end || "\"\\/bfnrtu".indexOf(text.charAt(place)) < 0) {
            return false;
        }
        if (text.charAt(place) == 'u') {
            for (int i = 0; i < 4; i++) {
                place++;
                if (place >= end || Character.digit(text.charAt(place), 16) < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean word(String word) {
        if (place + word.length() > end || !text.startsWith(word, place)) {
            return false;
        }
        place += word.length();
        return true;
    }

    private boolean number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int begin = place;
        while (place < end && text.charAt(place) >= '0' && text.charAt(place) <= '9') {
            place++;
        }
        return place > begin;
    }

    private void space() {
        while (place < end && " \t\n\r".indexOf(text.charAt(place)) >= 0) {
            place++;
        }
    }
}
