package dev.seedbed.text.filter;

import java.util.List;

/// Drops the lines that C4 drops, and notes what it drops pages for. The steps and their order are those of the
/// reference code (TensorFlow Datasets, `text/c4_utils.py`, `clean_page`, 2020) and of its copies.
///
/// @param manner whose steps a line goes through
/// @param fewestWords of a line
/// @param longestWord of a line
/// @param endMarks which of these must end a line; none if it may end in anything
/// @param sentences how sentences are counted
/// @param badWords what a page is dropped for
record C4Cleaning(
        Manner manner, int fewestWords, int longestWord, String endMarks, Sentences sentences, BadWords badWords)
        implements Cleaning {
    static final String FEWEST_WORDS = "line-min-words";
    static final String LONGEST_WORD = "line-max-word-length";
    private static final int NO_BOUND = Integer.MAX_VALUE;

    /// Whose steps.
    enum Manner {
        /// Words are counted after citations were taken out.
        REFERENCE,
        /// Words are counted before.
        DATATROVE,
        /// Only lines without an end mark, or with too few words, are dropped; nothing else is taken out, and
        /// everything is looked for in all lines.
        DOLMA
    }

    static C4Cleaning reference() {
        return new C4Cleaning(Manner.REFERENCE, 5, 1000, ".?!\"", Sentences.PUNKT, BadWords.NONE);
    }

    static C4Cleaning datatrove() {
        return new C4Cleaning(Manner.DATATROVE, 3, 1000, ".?!\"'", Sentences.SENTENCIZER, BadWords.NONE);
    }

    static C4Cleaning dolma() {
        return new C4Cleaning(
                Manner.DOLMA, 3, NO_BOUND, ".?!\"", Sentences.PUNKT, BadWords.NONE.inManner(BadWords.Manner.BY_ITSELF));
    }

    C4Cleaning withAnyEnd() {
        return new C4Cleaning(manner, fewestWords, longestWord, "", sentences, badWords);
    }

    C4Cleaning withBadWords(BadWords words) {
        BadWords.Manner how = manner == Manner.DOLMA ? BadWords.Manner.BY_ITSELF : BadWords.Manner.BETWEEN_OTHERS;
        return new C4Cleaning(manner, fewestWords, longestWord, endMarks, sentences, words.inManner(how));
    }

    @Override
    public List<Rule> rules() {
        Rule fewest = Rule.atLeast(FEWEST_WORDS, fewestWords);
        return longestWord == NO_BOUND ? List.of(fewest) : List.of(fewest, Rule.atMost(LONGEST_WORD, longestWord));
    }

    @Override
    public Cleaning with(String rule, double bound) {
        int number = (int) Math.min(NO_BOUND, Math.max(-1, bound));
        return rule.equals(FEWEST_WORDS)
                ? new C4Cleaning(manner, number, longestWord, endMarks, sentences, badWords)
                : new C4Cleaning(manner, fewestWords, number, endMarks, sentences, badWords);
    }

    @Override
    public void clean(char[] chars, int from, int to, LineEnds ends, CleanedText into) {
        into.clear(to - from + 1);
        int start = from;
        for (int end = 0; end < ends.count; end++) {
            int i = ends.places[end];
            if (i >= start && (manner != Manner.DOLMA || chars[i] == '\n')) {
                line(chars, start, i, into);
                boolean two = manner != Manner.DOLMA && chars[i] == '\r' && i + 1 < to && chars[i + 1] == '\n';
                start = two ? i + 2 : i + 1;
            }
        }
        if (start < to || manner == Manner.DOLMA) {
            line(chars, start, to, into);
        }
        if (manner != Manner.DOLMA) {
            into.strip();
        }
    }

    /// Writes the line behind those that are kept, and takes it back if it is dropped.
    private void line(char[] chars, int lineStart, int lineEnd, CleanedText into) {
        into.lines++;
        int start = LineMeasures.strippedStart(chars, lineStart, lineEnd);
        int end = LineMeasures.strippedEnd(chars, start, lineEnd);
        if (manner == Manner.DOLMA) {
            dolmaLine(chars, lineStart, lineEnd, start, end, into);
            return;
        }
        if (mayHaveLongWord(chars, start, end) && longest(chars, start, end) > longestWord) {
            into.leave(start, end);
            into.tooLongWord++;
            return;
        }
        int kept = into.length;
        if (into.linesKept > 0) {
            into.chars[into.length++] = '\n';
        }
        int begin = into.length;
        boolean cited = Citations.copyWithout(chars, start, end, into);
        if (isKept(chars, start, end, begin, cited, into)) {
            into.linesKept++;
            if (cited) {
                into.leave(start, end);
                into.bring(begin, into.length);
            }
        } else {
            into.length = kept;
            into.leave(start, end);
        }
    }

    private boolean isKept(char[] chars, int start, int end, int begin, boolean cited, CleanedText into) {
        if (!endsWell(into.chars, begin, into.length)) {
            into.withoutEndMark++;
            return false;
        }
        boolean counted = (cited && manner == Manner.REFERENCE)
                ? hasWords(into.chars, begin, into.length, fewestWords)
                : hasWords(chars, start, end, fewestWords);
        if (!counted) {
            into.tooFewWords++;
            return false;
        }
        return keeps(into, begin);
    }

    private boolean keeps(CleanedText into, int begin) {
        int found = Phrases.in(into.chars, begin, into.length);
        if ((found & Phrases.LOREM_IPSUM) != 0) {
            into.loremIpsum++;
            return false;
        }
        if ((found & Phrases.JAVASCRIPT) != 0) {
            into.javascript++;
            return false;
        }
        if ((found & Phrases.CURLY_BRACKET) != 0) {
            into.curlyBrackets++;
            return false;
        }
        if ((found & Phrases.POLICY) != 0) {
            into.policies++;
            return false;
        }
        if (badWords.isIn(into.chars, begin, into.length)) {
            into.badWords++;
            return false;
        }
        into.sentences += sentences.count(into.chars, begin, into.length);
        return true;
    }

    private void dolmaLine(char[] chars, int from, int to, int start, int end, CleanedText into) {
        int found = Phrases.in(chars, start, end);
        into.loremIpsum += (found & Phrases.LOREM_IPSUM) != 0 ? 1 : 0;
        into.curlyBrackets += (found & Phrases.CURLY_BRACKET) != 0 ? 1 : 0;
        into.javascript += (found & Phrases.JAVASCRIPT) != 0 ? 1 : 0;
        into.badWords += badWords.isIn(chars, start, end) ? 1 : 0;
        boolean ended = start < end && endMarks.indexOf(chars[end - 1]) >= 0;
        boolean enough = hasWords(chars, start, end, fewestWords);
        into.withoutEndMark += ended ? 0 : 1;
        into.tooFewWords += enough ? 0 : 1;
        if (ended && enough) {
            if (into.linesKept > 0) {
                into.chars[into.length++] = '\n';
            }
            System.arraycopy(chars, from, into.chars, into.length, to - from);
            into.length += to - from;
            into.linesKept++;
        } else {
            into.leave(start, end);
        }
    }

    private boolean endsWell(char[] chars, int from, int to) {
        if (endMarks.isEmpty()) {
            return true;
        }
        return to > from && endMarks.indexOf(chars[to - 1]) >= 0 && !LineMeasures.endsWith(chars, from, to, "...");
    }

    private static boolean hasWords(char[] chars, int from, int to, int fewest) {
        int count = 0;
        int i = from;
        while (i < to && count < fewest) {
            if (Marks.isSpace(chars[i])) {
                i++;
                continue;
            }
            while (i < to && !Marks.isSpace(chars[i])) {
                i++;
            }
            count++;
        }
        return count >= fewest;
    }

    /// Whether so many characters follow each other without white space. Looks back from where such a run would end, so
    /// that few are read.
    private boolean mayHaveLongWord(char[] chars, int from, int to) {
        int start = from;
        while (to - start > longestWord) {
            int space = start + longestWord;
            while (space >= start && !Marks.isSpace(chars[space])) {
                space--;
            }
            if (space < start) {
                return true;
            }
            start = space + 1;
        }
        return false;
    }

    private static int longest(char[] chars, int from, int to) {
        int longest = 0;
        int i = from;
        while (i < to) {
            if (Marks.isSpace(chars[i])) {
                i++;
                continue;
            }
            int start = i;
            while (i < to && !Marks.isSpace(chars[i])) {
                i++;
            }
            longest = Math.max(longest, Character.codePointCount(chars, start, i - start));
        }
        return longest;
    }
}
