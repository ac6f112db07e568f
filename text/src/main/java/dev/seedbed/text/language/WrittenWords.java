package dev.seedbed.text.language;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;

/// Walks over the words of a text, each with its script and with what stands around it.
final class WrittenWords {
    private static final String OPENING = "\"'([{<«‹„“‘「『（《【`";
    private static final String CLOSING = "\"')]}>»›“”’」』）》】`";

    /// What announces a word of another language.
    private static final String ANNOUNCING = ":=–—/→|*_";

    private static final Set<String> ANNOUNCERS = Set.of(
            "means",
            "meaning",
            "mean",
            "called",
            "word",
            "words",
            "term",
            "character",
            "characters",
            "kanji",
            "letter",
            "letters",
            "written",
            "writes",
            "name",
            "named",
            "symbol",
            "phrase",
            "say",
            "says",
            "translation",
            "chinese",
            "japanese",
            "korean",
            "russian",
            "greek",
            "arabic",
            "hebrew",
            "hindi",
            "ukrainian",
            "or",
            "and");

    /// A single letter is a sign; Greek ones are in formulas.
    private static final int SIGN = 1;

    private final String text;
    private int begin;
    private int end;
    private boolean mixed;
    private boolean quoted;
    private boolean fenced;
    private UnicodeScript script = UnicodeScript.COMMON;
    private String before = "";

    WrittenWords(String text) {
        this.text = text;
    }

    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    UnicodeScript script() {
        return script;
    }

    /// Whether the word has Latin letters beside Cyrillic or Greek ones.
    boolean mixed() {
        return mixed;
    }

    /// Whether the word is there on purpose, by what stands around it, or is a sign.
    boolean excused() {
        return quoted || fenced || end - begin <= SIGN || ANNOUNCERS.contains(before) || announced();
    }

    /// Goes to the next word; false behind the last.
    boolean next() {
        if (end > begin && end - begin < 24) {
            before = text.substring(begin, end).toLowerCase(Locale.ROOT);
        }
        int at = end;
        while (at < text.length() && !isLetter(at)) {
            sign(at++);
        }
        begin = at;
        mixed = false;
        boolean latin = false;
        boolean other = false;
        script = UnicodeScript.COMMON;
        while (at < text.length()
                && (isLetter(at) || Character.getType(text.charAt(at)) == Character.NON_SPACING_MARK)) {
            int c = text.codePointAt(at);
            UnicodeScript own = UnicodeScript.of(c);
            if (own != UnicodeScript.COMMON && own != UnicodeScript.INHERITED) {
                latin |= own == UnicodeScript.LATIN;
                other |= own == UnicodeScript.CYRILLIC || own == UnicodeScript.GREEK;
                if (script == UnicodeScript.COMMON || script == UnicodeScript.LATIN) {
                    script = own;
                }
            }
            at += Character.charCount(c);
        }
        end = at;
        mixed = latin && other;
        return begin < end;
    }

    private boolean isLetter(int at) {
        return Character.isLetter(text.codePointAt(at));
    }

    /// Keeps count of quotes, brackets and code; a line ends what was opened in it, but for a fence.
    private void sign(int at) {
        char c = text.charAt(at);
        if (c == '\n') {
            quoted = false;
        } else if (c == '`' && text.startsWith("```", at) && (at == 0 || text.charAt(at - 1) != '`')) {
            fenced = !fenced;
        } else if (OPENING.indexOf(c) >= 0 && !(quoted && CLOSING.indexOf(c) >= 0)) {
            quoted = c != '\'' || at == 0 || !Character.isLetter(text.charAt(at - 1));
        } else if (CLOSING.indexOf(c) >= 0) {
            quoted = false;
        }
    }

    private boolean announced() {
        for (int at = begin - 1; at >= 0; at--) {
            char c = text.charAt(at);
            if (c != ' ') {
                return ANNOUNCING.indexOf(c) >= 0;
            }
        }
        return false;
    }
}
