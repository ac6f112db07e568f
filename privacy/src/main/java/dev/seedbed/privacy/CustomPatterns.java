package dev.seedbed.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Regular expressions of one's own, in RE2's language: the time grows with the text, never with its combinations. One
/// that begins to read all of a long text anew for each find is stopped, and the rest of that text counts as found.
final class CustomPatterns {
    private static final int LONGEST = 2_000;
    private static final long MOST_REPEATS = 5_000;

    /// How often each character may be read, and how many are read in a short text before that counts.
    private static final long MOST_READS = 100;

    private static final long FREE_READS = 1_000_000;

    private record Named(String name, Pattern pattern) {}

    private final List<Named> patterns;

    private CustomPatterns(List<Named> patterns) {
        this.patterns = patterns;
    }

    static CustomPatterns of(Map<String, String> patterns) {
        List<Named> compiled = new ArrayList<>();
        patterns.forEach((name, pattern) -> compiled.add(new Named(name, compile(name, pattern))));
        compiled.sort(java.util.Comparator.comparing(Named::name));
        return new CustomPatterns(List.copyOf(compiled));
    }

    private static Pattern compile(String name, String pattern) {
        if (pattern.isEmpty() || pattern.length() > LONGEST) {
            throw problem(name, "has " + pattern.length() + " characters, but may have 1 to " + LONGEST);
        }
        if (repeats(pattern) > MOST_REPEATS) {
            throw problem(
                    name,
                    "repeats parts more than " + MOST_REPEATS + " times, all counts in braces multiplied; use * or +");
        }
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw problem(
                    name,
                    "cannot be read: " + wrong.getDescription()
                            + "; patterns are in RE2's language, without look-around and back references");
        }
        if (compiled.matches("")) {
            throw problem(name, "matches the empty text, so it would be found everywhere");
        }
        return compiled;
    }

    private static IllegalArgumentException problem(String name, String what) {
        return new IllegalArgumentException("The pattern '" + name + "' " + what);
    }

    private static long repeats(String pattern) {
        long product = 1;
        java.util.regex.Matcher counts = java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}")
                .matcher(pattern);
        while (counts.find() && product <= MOST_REPEATS) {
            String most = counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
            product *= Math.max(1, Long.parseLong(most));
        }
        return product;
    }

    void find(char[] chars, int offset, int to, List<Found> found) {
        if (patterns.isEmpty()) {
            return;
        }
        for (Named named : patterns) {
            find(named, chars, offset, to, found);
        }
    }

    private static void find(Named named, char[] chars, int offset, int to, List<Found> found) {
        Read text = new Read(chars, offset, to, MOST_READS * (to - offset + 1L) + FREE_READS);
        Matcher matcher = named.pattern().matcher(text);
        int done = 0;
        try {
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    found.add(
                            new Found(Kind.CUSTOM, offset + matcher.start(), offset + matcher.end(), named.name(), 1));
                }
                done = matcher.end();
            }
        } catch (TooMuchReadException tooMuch) {
            // Nothing that it might have found may stay.
            found.add(new Found(Kind.CUSTOM, offset + done, to, named.name(), 1));
        }
    }

    private static final class TooMuchReadException extends RuntimeException {
        TooMuchReadException() {
            super("a pattern reads too much", null, false, false);
        }
    }

    /// A text that may be read so often. `x.*y|x` reads to the end for each x, and that is the square of the text.
    private static final class Read implements CharSequence {
        private final char[] chars;
        private final int from;
        private final int to;
        private long left;

        Read(char[] chars, int from, int to, long most) {
            this.chars = chars;
            this.from = from;
            this.to = to;
            this.left = most;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooMuchReadException();
            }
            return chars[from + index];
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Read(chars, from + start, from + end, left);
        }

        @Override
        public String toString() {
            return new String(chars, from, to - from);
        }
    }
}
