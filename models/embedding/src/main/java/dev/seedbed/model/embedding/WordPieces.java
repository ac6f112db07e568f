package dev.seedbed.model.embedding;

import dev.seedbed.api.Json;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Splits texts into the tokens of an uncased BERT model: the longest pieces of words that the vocabulary has.
///
/// ```java
/// int[] ids = new WordPieces(vocabulary).tokens("unaffable"); // un ##aff ##able
/// ```
///
/// What it does, in order, as in the reference (BERT's `tokenization.py` and the `BertNormalizer`,
/// `BertPreTokenizer` and `WordPiece` of Hugging Face's tokenizers): control characters go, any white space
/// separates, each Chinese character is a word, accents and case go, each punctuation mark is a word, and each
/// word is cut from its beginning into the longest pieces known. A word of more than 100 characters, or with a
/// part that no piece fits, is the one unknown token.
///
/// What it leaves out of that is in its [Rules].
///
/// No special token is added, and none is recognised in the text. Immutable and thread-safe.
final class WordPieces {
    private static final int LONGEST_WORD = 100;
    private static final String UNKNOWN = "[UNK]";

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int longestPiece;
    private final Rules rules;

    /// What differs between models of the BERT family: `do_lower_case`, `strip_accents` and
    /// `tokenize_chinese_chars` of the reference.
    ///
    /// @param cased whether case stays
    /// @param stripsAccents whether accents go
    /// @param splitsChinese whether each Chinese character is a word
    record Rules(boolean cased, boolean stripsAccents, boolean splitsChinese) {
        static final Rules UNCASED = new Rules(false, true, true);
    }

    /// Without case and accents.
    ///
    /// @param vocabulary the number of each piece; those inside words begin with `##`
    WordPieces(Map<String, Integer> vocabulary) {
        this(vocabulary, Rules.UNCASED);
    }

    WordPieces(Map<String, Integer> vocabulary, Rules rules) {
        this.rules = rules;
        this.vocabulary = Map.copyOf(vocabulary);
        this.unknown = Objects.requireNonNull(vocabulary.get(UNKNOWN), "the vocabulary has no " + UNKNOWN);
        this.longestPiece =
                vocabulary.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /// The vocabulary of a file of Hugging Face's tokenizers (`tokenizer.json`); empty if it is of another kind.
    static Map<String, Integer> vocabularyOf(String tokenizer) {
        Map<String, Integer> vocabulary = new HashMap<>();
        if (Json.parse(tokenizer) instanceof Map<?, ?> fields
                && fields.get("model") instanceof Map<?, ?> model
                && model.get("vocab") instanceof Map<?, ?> vocab) {
            vocab.forEach((piece, id) -> vocabulary.put((String) piece, ((Long) id).intValue()));
        }
        return vocabulary;
    }

    int[] tokens(String text) {
        Ids ids = new Ids();
        StringBuilder word = new StringBuilder();
        String spaced = spaced(text);
        String plain = rules.stripsAccents() ? withoutAccents(spaced) : spaced;
        if (!rules.cased()) {
            // The one letter that is two in lower case; where accents go, its dot is gone already.
            plain = plain.replace("\u0130", "i\u0307");
        }
        int next;
        for (int i = 0; i < plain.length(); i = next) {
            int c = plain.codePointAt(i);
            next = i + Character.charCount(c);
            if (isSpace(c)) {
                addWord(word, ids);
            } else if (isPunctuation(c)) {
                addWord(word, ids);
                addWord(word.appendCodePoint(lower(c)), ids);
            } else {
                word.appendCodePoint(lower(c));
            }
        }
        addWord(word, ids);
        return ids.toArray();
    }

    private int lower(int c) {
        return rules.cased() ? c : Character.toLowerCase(c);
    }

    /// Without control characters, any white space a blank, and Chinese characters between blanks.
    private String spaced(String text) {
        StringBuilder spaced = new StringBuilder(text.length() + 16);
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (isSpace(c)) {
                spaced.append(' ');
            } else if (rules.splitsChinese() && isChinese(c)) {
                spaced.append(' ').appendCodePoint(c).append(' ');
            } else if (!isDropped(c)) {
                spaced.appendCodePoint(c);
            }
        }
        return spaced.toString();
    }

    private static String withoutAccents(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private void addWord(StringBuilder word, Ids ids) {
        if (word.isEmpty()) {
            return;
        }
        String whole = word.toString();
        word.setLength(0);
        if (whole.codePointCount(0, whole.length()) > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        int before = ids.size;
        int start = 0;
        while (start < whole.length()) {
            int end = Math.min(whole.length(), start + longestPiece);
            Integer id = null;
            while (end > start && id == null) {
                String part = whole.substring(start, end);
                id = vocabulary.get(start == 0 ? part : "##" + part);
                if (id == null) {
                    end = whole.offsetByCodePoints(end, -1);
                }
            }
            if (id == null) {
                ids.size = before;
                ids.add(unknown);
                return;
            }
            ids.add(id);
            start = end;
        }
    }

    private static boolean isSpace(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // The reference drops the other control characters that Unicode calls white space.
            default -> c == '\t' || c == '\n' || c == '\r';
        };
    }

    private static boolean isDropped(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> c == 0xFFFD;
        };
    }

    private static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            // The signs of ASCII that Unicode calls symbols.
            default -> "$+<=>^`|~".indexOf(c) >= 0;
        };
    }

    /// The blocks that the reference calls Chinese; they hold Japan's kanji and Korea's hanja, too.
    private static boolean isChinese(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2A6DF)
                || (c >= 0x2A700 && c <= 0x2B73F)
                || (c >= 0x2B740 && c <= 0x2B81F)
                || (c >= 0x2B820 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }

    /// Numbers in a growing array.
    private static final class Ids {
        private int[] numbers = new int[64];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        int[] toArray() {
            return Arrays.copyOf(numbers, size);
        }
    }
}
