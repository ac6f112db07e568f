package dev.seedbed.text.filter;

/// Measures of lines and paragraphs.
final class LineMeasures {
    private LineMeasures() {}

    /// Says something about one line `chars[from..to)`.
    @FunctionalInterface
    interface LineTest {
        boolean test(char[] chars, int from, int to);
    }

    /// The share of lines that a test is true for.
    static Measure share(SegmentKind kind, LineTest test) {
        return share(kind, 0, test);
    }

    static Measure share(SegmentKind kind, double ofNone, LineTest test) {
        return scan -> {
            Segments lines = scan.segments(kind);
            int found = 0;
            for (int i = 0; i < lines.count; i++) {
                found += test.test(scan.chars(), lines.starts[i], lines.ends[i]) ? 1 : 0;
            }
            return lines.count == 0 ? ofNone : found / (double) lines.count;
        };
    }

    /// Lines of at most so many characters.
    static Measure shareOfShort(SegmentKind kind, int longest) {
        return share(
                kind,
                (chars, from, to) -> to - from <= longest
                        || (to - from <= 2 * longest && Character.codePointCount(chars, from, to - from) <= longest));
    }

    static LineTest beginsWith(String marks) {
        return (chars, from, to) -> to > from && marks.indexOf(chars[from]) >= 0;
    }

    static LineTest beginsBehindSpacesWith(String marks) {
        LineTest begins = beginsWith(marks);
        return (chars, from, to) -> begins.test(chars, strippedStart(chars, from, to), to);
    }

    static LineTest endsWith(String... endings) {
        return (chars, from, to) -> {
            for (String ending : endings) {
                if (endsWith(chars, from, to, ending)) {
                    return true;
                }
            }
            return false;
        };
    }

    /// The same for what is in front of white space at the end.
    static LineTest endsBeforeSpacesWith(String... endings) {
        LineTest ends = endsWith(endings);
        return (chars, from, to) -> ends.test(chars, from, strippedEnd(chars, from, to));
    }

    static LineTest not(LineTest test) {
        return (chars, from, to) -> !test.test(chars, from, to);
    }

    static boolean endsSentence(char[] chars, int from, int to) {
        return to > from && Marks.endsSentences(Character.codePointBefore(chars, to, from));
    }

    static boolean endsWith(char[] chars, int from, int to, String ending) {
        int length = ending.length();
        return to - from >= length && Marks.beginsAt(chars, to - length, to, ending);
    }

    static int strippedStart(char[] chars, int from, int to) {
        int i = from;
        while (i < to && Marks.isSpace(chars[i])) {
            i++;
        }
        return i;
    }

    static int strippedEnd(char[] chars, int from, int to) {
        int i = to;
        while (i > from && Marks.isSpace(chars[i - 1])) {
            i--;
        }
        return i;
    }

    /// The share of pieces that are second and later copies.
    static Measure laterCopies(SegmentKind kind) {
        return scan -> {
            Segments pieces = scan.compared(kind);
            return Measure.share(pieces.laterCopies, pieces.count);
        };
    }

    /// The length of second and later copies for each character of the text.
    static Measure laterCopiesOfText(SegmentKind kind) {
        return scan -> Measure.share(
                (double) scan.compared(kind).laterCopiesLength,
                scan.characters().codePoints());
    }

    /// The same, for each character that is no line feed.
    static Measure laterCopiesOfTextWithoutLineFeeds(SegmentKind kind) {
        return scan -> {
            long copies = scan.compared(kind).laterCopiesLength;
            return copies == 0
                    ? 0
                    : Measure.share(
                            (double) copies,
                            scan.characters().codePoints() - scan.characters().of('\n'));
        };
    }

    /// The length of second and later copies, for each character of all pieces.
    static Measure laterCopiesOfPieces(SegmentKind kind) {
        return scan -> {
            Segments pieces = scan.compared(kind);
            return Measure.share((double) pieces.laterCopiesLength, (double) pieces.length);
        };
    }

    /// The share of pieces that are there more than once.
    static Measure allCopies(SegmentKind kind, double ofNone) {
        return scan -> {
            Segments pieces = scan.compared(kind);
            return pieces.count == 0 ? ofNone : pieces.allCopies / (double) pieces.count;
        };
    }

    /// The length of all copies, for each character of all pieces.
    static Measure allCopiesOfPieces(SegmentKind kind, double ofNone) {
        return scan -> {
            Segments pieces = scan.compared(kind);
            return pieces.length == 0 ? ofNone : pieces.allCopiesLength / (double) pieces.length;
        };
    }

    /// The length of all copies, for each character of all words.
    static Measure allCopiesOfWords(SegmentKind kind, WordKind words) {
        return scan -> {
            Tokens read = scan.words(words);
            long length = 0;
            for (int i = 0; i < read.count; i++) {
                length += read.lengths[i];
            }
            return scan.compared(kind).allCopiesLength / (double) Math.max(length, 1);
        };
    }

    /// The share of pieces that would be left without later copies; 0 if there are none.
    static Measure unique(SegmentKind kind) {
        return scan -> {
            Segments pieces = scan.compared(kind);
            return Measure.share(pieces.count - pieces.laterCopies, pieces.count);
        };
    }

    static Measure uniqueLength(SegmentKind kind) {
        return scan -> {
            Segments pieces = scan.compared(kind);
            return Measure.share((double) (pieces.length - pieces.laterCopiesLength), (double) pieces.length);
        };
    }
}
