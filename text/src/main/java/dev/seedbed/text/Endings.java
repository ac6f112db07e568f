package dev.seedbed.text;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells prose that ends in the middle of a sentence.
///
/// A text may well end without a full stop: with a heading, an item, a name, a link, a formula, a verse. It is
/// cut if its last line ends with a word, comma or bracket that something must follow, or if the line is prose
/// whose earlier sentences have their ends, or follows lines or items that all do.
final class Endings {
    private static final int FEWEST_WORDS = 5;

    private static final String CLOSERS = "\"'\u201D\u2019\u00BB\u300D\u300F)]}*_`>";
    private static final String ENDS =
            ".!?:;\u2026\u3002\uFF01\uFF1F\uFF0E\u0964\u061F\u06D4\u0589\u0F0D\u1362\u17D4\u104B";

    /// A line that need not be a sentence: heading, table row, formula, link, tag, command.
    private static final Pattern NO_SENTENCE = Pattern.compile(
            "\\s*(?:#{1,6} |\\||>|\\$|\\[\\d|https?:|<|\\{|}|//|@|=|-{3}|\\*{3}|_{3}|\\\\).*", Pattern.DOTALL);
    private static final Pattern ITEM = Pattern.compile(
            "\\s*(?:[-*+\u2022\u2013\u2014\u25CF\u25E6] |\\(?(?:\\d{1,3}|[a-zA-Z])[.)] |\\[[ x]\\] ).*",
            Pattern.DOTALL);

    /// Words that no sentence, title or list item ends with.
    private static final Set<String> LINKING = Set.of(
            "and",
            "or",
            "but",
            "the",
            "a",
            "an",
            "of",
            "because",
            "which",
            "whose",
            "is",
            "are",
            "was",
            "were",
            "will",
            "would",
            "should",
            "such",
            "including",
            "into",
            "than",
            "their",
            "its",
            "your",
            "my",
            "our",
            "his",
            "every",
            "with",
            "from",
            "if",
            "although",
            "whereas",
            "while",
            "these",
            "be",
            "has",
            "have",
            "had",
            "been",
            "can",
            "could",
            "may",
            "might",
            "must",
            "who",
            "very",
            "between",
            "during",
            "upon",
            "toward",
            "towards",
            "whether",
            "unless",
            "until",
            "since",
            "as",
            "for",
            "by",
            "at",
            "to",
            "that",
            "when",
            "where",
            "also",
            "both",
            "either",
            "often",
            "each",
            "other's",
            "und",
            "oder",
            "der",
            "die",
            "das",
            "den",
            "dem",
            "ein",
            "eine",
            "einen",
            "einer",
            "ist",
            "sind",
            "mit",
            "von",
            "zu",
            "f\u00FCr",
            "auf",
            "et",
            "ou",
            "le",
            "la",
            "les",
            "de",
            "des",
            "du",
            "un",
            "une",
            "est",
            "que",
            "qui",
            "dans",
            "pour",
            "y",
            "o",
            "el",
            "los",
            "las",
            "del",
            "una",
            "por",
            "con",
            "para",
            "e",
            "il",
            "che",
            "di",
            "della",
            "non",
            "on",
            "in",
            "through",
            "against",
            "without",
            "within",
            "among",
            "via",
            "despite",
            "regarding",
            "em",
            "uma",
            "os",
            "het",
            "een",
            "van",
            "en");

    /// Words of the list that a title, an item or a short answer may end with.
    private static final Set<String> LOOSE = Set.of(
            "by", "at", "to", "for", "as", "that", "when", "where", "also", "both", "either", "often", "each", "since",
            "e", "o", "y", "a", "non", "est", "may", "might", "must", "can", "is", "are", "was", "were", "be", "has",
            "have", "had", "been", "will", "would", "should", "could", "these", "until", "his", "with", "from", "if",
            "die", "den", "de", "la", "en", "i", "el", "un", "par", "while", "very", "during", "who", "on", "in",
            "through", "against", "without", "within");

    /// One word behind a full stop that begins a sentence and is none.
    private static final Set<String> OPENERS = Set.of(
            "The",
            "A",
            "An",
            "How",
            "What",
            "When",
            "Where",
            "Who",
            "Why",
            "If",
            "He",
            "She",
            "It",
            "They",
            "We",
            "I",
            "You",
            "This",
            "That",
            "These",
            "Those",
            "There",
            "In",
            "On",
            "At",
            "For",
            "But",
            "And",
            "However",
            "As",
            "While",
            "After",
            "Before",
            "His",
            "Her",
            "Their",
            "Our",
            "My",
            "Then",
            "So",
            "Because",
            "Although",
            "Each",
            "One");

    private static final Set<String> SMALL = Set.of(
            "of", "the", "and", "a", "an", "in", "on", "for", "to", "at", "by", "de", "la", "von", "van", "der", "with",
            "from", "or", "und", "et", "y", "e", "del", "le", "di", "da", "du", "des", "vs", "&");

    /// A number of something that is not named.
    private static final Pattern OPEN_NUMBER =
            Pattern.compile(" (?:her|his|their|my|our|your|its|another|first) \\d{1,4}$");

    private Endings() {}

    static Optional<Finding> cutOff(String text, CodeRegions code) {
        int end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end == 0 || code.covers(end - 1)) {
            return Optional.empty();
        }
        int line = text.lastIndexOf('\n', end - 1) + 1;
        int last = end;
        while (last > line && CLOSERS.indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        if (last == line || ENDS.indexOf(text.charAt(last - 1)) >= 0 || !isCut(text, line, last, end)) {
            return Optional.empty();
        }
        int begin = Math.max(line, end - 60);
        return Optional.of(new Finding(
                Malformations.CUT_OFF,
                "the text ends in the middle of a sentence: \"..." + text.substring(begin, end) + "\"",
                begin,
                end));
    }

    private static boolean isCut(String text, int line, int last, int end) {
        String lastLine = text.substring(line, end);
        boolean item = ITEM.matcher(lastLine).matches();
        if ((!item && NO_SENTENCE.matcher(lastLine).matches())
                || (isTail(lastLine)
                        && !OPEN_NUMBER.matcher(lastLine).find()
                        && !lastLine.endsWith(" +")
                        && !lastLine.endsWith(" ="))
                || Surroundings.beginsAsCode(lastLine.strip())) {
            return false;
        }
        if (last == end
                && (lastLine.endsWith(" +")
                        || lastLine.endsWith(" =")
                        || OPEN_NUMBER.matcher(lastLine).find())) {
            return true;
        }
        String words = item ? lastLine.strip().replaceFirst("^\\S+\\s+", "") : lastLine.strip();
        int count = count(words);
        boolean prose = hasEarlierEnd(words) && lastLine.indexOf('=') < 0;
        if (last == end && endsInside(text, line, end, item || (count < FEWEST_WORDS && !prose))) {
            return !isVerse(text, line);
        }
        boolean wordEnd = Character.isLetterOrDigit(text.charAt(last - 1)) || text.charAt(last - 1) == '-';
        if (!wordEnd || count < 2) {
            return false;
        }
        if (prose) {
            String tail = tail(words);
            return count(tail) == 1
                    ? OPENERS.contains(tail) || tail.endsWith("'s") || tail.endsWith("\u2019s")
                    : !isTitled(tail);
        }
        boolean others = lastLine.indexOf('=') < 0 && othersEnd(text, line, item);
        return item
                ? others && count >= 2
                : others
                        ? count >= FEWEST_WORDS && !isTitled(words) && !isLabel(words)
                        : count >= 14 && isOneLine(text, line) && isPlain(words);
    }

    /// A comma, hyphen or linking word at the end shows the cut in any line, but for loose words in items.
    private static boolean endsInside(String text, int line, int end, boolean loose) {
        char c = text.charAt(end - 1);
        if (c == ',' || c == '\uFF0C' || c == '\u3001' || c == '(' || c == '\u060C') {
            return c == '(' || !isGreeting(text, line, end);
        }
        int word = end;
        while (word > line && (Character.isLetter(text.charAt(word - 1)) || text.charAt(word - 1) == '\'')) {
            word--;
        }
        String found = text.substring(word, end);
        boolean after = word > line && text.charAt(word - 1) == ' ';
        return after && LINKING.contains(found) && !(loose && LOOSE.contains(found));
    }

    private static boolean isGreeting(String text, int line, int end) {
        return count(text.substring(line, end)) <= 4
                && text.substring(line, end)
                        .matches(
                                "(?i)\\s*(?:best|kind|warm|yours|sincerely|regards|thanks"
                                        + "|thank|cheers|love|dear|hi|hello|respectfully|with|cordially|many|take|mit|viele|liebe|cordialement|atentamente|saludos).*");
    }

    /// Whether the line ends with a link, a mail address, a number with a unit, a mark or a picture.
    private static boolean isTail(String line) {
        int space = line.stripTrailing().lastIndexOf(' ');
        String word = line.stripTrailing().substring(space + 1);
        return word.contains("://")
                || word.startsWith("www.")
                || word.indexOf('@') >= 0
                || word.startsWith("#")
                || word.indexOf('=') >= 0
                || word.indexOf('/') > 0
                || word.matches(".*[^\\p{L}\\p{M}\\p{N}',\uFF0C\u3001(\u2019-].*")
                || word.matches("[-+$\u20AC\u00A3]?[\\d.,]+[%\u00B0]?\\p{L}{0,2}");
    }

    private static int count(String words) {
        int count = 0;
        boolean inside = false;
        for (int i = 0; i < words.length(); i++) {
            boolean space = Character.isWhitespace(words.charAt(i));
            count += !space && !inside ? 1 : 0;
            inside = !space;
        }
        return count;
    }

    /// Whether a sentence of the line has its end and another begins behind it.
    private static boolean hasEarlierEnd(String line) {
        return lastEnd(line) > 0;
    }

    private static int lastEnd(String line) {
        for (int i = line.length() - 2; i > 8; i--) {
            char c = line.charAt(i);
            if ("\u3002\uFF01\uFF1F".indexOf(c) >= 0) {
                return i + 1;
            }
            int next = i + 1;
            while (next < line.length() && CLOSERS.indexOf(line.charAt(next)) >= 0) {
                next++;
            }
            if (".!?\u0964".indexOf(c) >= 0
                    && next < line.length()
                    && line.charAt(next) == ' '
                    && Character.isLowerCase(line.charAt(i - 1))
                    && Character.isLetter(line.charAt(i - 2))
                    && Character.isLetter(line.charAt(i - 3))) {
                return next;
            }
        }
        return -1;
    }

    private static String tail(String line) {
        int end = lastEnd(line);
        return end < 0 ? line : line.substring(end).strip();
    }

    /// Whether all words begin with capitals but for the small ones of names and titles.
    private static boolean isTitled(String words) {
        int capitals = 0;
        int all = 0;
        for (String word : words.split("\\s+", -1)) {
            if (word.isEmpty() || !Character.isLetter(word.charAt(0))) {
                continue;
            }
            all++;
            if (Character.isUpperCase(word.charAt(0))) {
                capitals++;
            } else if (!SMALL.contains(word)) {
                return false;
            }
        }
        return all <= 10 && capitals > 0 && !(all <= 3 && OPENERS.contains(words.split("\\s+", 2)[0]));
    }

    /// "Answer: forty dollars", "- Anna", a signature.
    private static boolean isLabel(String words) {
        return words.matches("(?s)[\\p{L} ]{1,24}:.{0,60}")
                || words.startsWith("\u2014")
                || words.startsWith("~")
                || words.startsWith("--");
    }

    private static boolean isPlain(String words) {
        return Character.isUpperCase(words.charAt(0))
                && words.indexOf(':') < 0
                && words.indexOf('?') < 0
                && words.indexOf('|') < 0;
    }

    private static boolean isOneLine(String text, int line) {
        return text.substring(0, line).isBlank();
    }

    /// Whether the lines before are prose with ends, or the items before have theirs.
    private static boolean othersEnd(String text, int line, boolean items) {
        int ended = 0;
        int open = 0;
        for (String each : text.substring(0, line).split("\n", -1)) {
            String stripped = each.strip();
            if (stripped.isEmpty() || ITEM.matcher(each).matches() != items) {
                continue;
            }
            int last = stripped.length();
            while (last > 0 && CLOSERS.indexOf(stripped.charAt(last - 1)) >= 0) {
                last--;
            }
            if (last > 0
                    && ".!?\u3002\u2026\u0964\uFF01\uFF1F".indexOf(stripped.charAt(last - 1)) >= 0
                    && count(stripped) >= 4) {
                ended++;
            } else if (!stripped.endsWith(":") && !stripped.startsWith("#")) {
                open++;
            }
        }
        return items ? ended >= 1 && open == 0 : ended >= 1 && open * 4 <= ended;
    }

    /// Whether the lines before are short, begin with capitals and mostly lack full stops.
    private static boolean isVerse(String text, int line) {
        int verses = 0;
        int stops = 0;
        for (String each : text.substring(0, line).split("\n", -1)) {
            String stripped = each.strip();
            if (!stripped.isEmpty()) {
                verses += stripped.length() < 70 ? 1 : 0;
                stops += stripped.endsWith(".") ? 1 : 0;
            }
        }
        return verses >= 4 && stops * 2 < verses;
    }
}
