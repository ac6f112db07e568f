package dev.seedbed.text.instruction;

/// Counts words of capital letters only, where words are those of the Penn Treebank (as NLTK's tokenizer cuts
/// them): punctuation stands alone, a hyphen joins, and `'M`, `'S`, `N'T` are words of their own.
final class CapitalWordCount {
    private static final String APART = ",:;@#$%&?!()[]{}<>\"`\u201C\u201D\u00AB\u00BB\u2026";

    private CapitalWordCount() {}

    static int of(String text) {
        int count = 0;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || ends(text, i)) {
                count += capital(text, begin, i);
                begin = i + 1;
            }
        }
        return count;
    }

    private static boolean ends(String text, int i) {
        char c = text.charAt(i);
        if ((c == ',' || c == ':') && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1))) {
            return false;
        }
        return Character.isWhitespace(c) || APART.indexOf(c) >= 0 || text.startsWith("--", i);
    }

    private static int capital(String text, int begin, int end) {
        if (begin >= end) {
            return 0;
        }
        String word = text.substring(begin, end);
        int apostrophe = Math.max(word.lastIndexOf('\''), word.lastIndexOf('\u2019'));
        if (apostrophe > 0 && apostrophe < word.length() - 1) {
            int cut = word.startsWith("N", apostrophe - 1) && word.endsWith("T") ? apostrophe - 1 : apostrophe;
            return upper(word.substring(0, cut)) + upper(word.substring(cut));
        }
        return upper(word);
    }

    private static int upper(String word) {
        return Counts.isUpper(word) ? 1 : 0;
    }
}
