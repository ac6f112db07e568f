package dev.seedbed.text.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.text.near.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanIndexTest {
    private static SpanIndex index(int words) {
        return SpanIndex.temporary(new SpanSettings(words), true);
    }

    private static Repeats repeats(SpanIndex index, String text) {
        return index.repeats(index.profile(text));
    }

    private static void keep(SpanIndex index, String text, long row) {
        index.keep(index.profile(text), row, "row " + row);
    }

    private static String words(String letter, int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> letter + n).collect(Collectors.joining(" "));
    }

    @Test
    void namesTheSpanAndWhereItStandsAlready() {
        try (SpanIndex index = index(5)) {
            keep(index, "Nothing to see here, as they say.", 3);
            keep(index, "Hello! Welcome to our shop, where all is new.", 7);
            String text = "Dear friends: WELCOME to our shop (where all is old)!";
            Repeats repeats = repeats(index, text);

            assertThat(repeats.spans()).singleElement().satisfies(span -> {
                assertThat(span.span().of(text)).isEqualTo("WELCOME to our shop (where all is");
                assertThat(span.words()).isEqualTo(7);
                assertThat(span.source()).isEqualTo(new RepeatedSpan.Earlier(7, "row 7", 1));
            });
            assertThat(repeats.words()).isEqualTo(10);
            assertThat(repeats.repeated()).isEqualTo(7);
            assertThat(repeats.share()).isEqualTo(0.7);
        }
    }

    @Test
    void oneWordFewerIsNoSpan() {
        try (SpanIndex index = index(50)) {
            keep(index, words("a", 0, 49) + " x", 0);
            assertThat(repeats(index, "y " + words("a", 0, 49)).spans()).isEmpty();
            keep(index, words("b", 0, 50), 1);
            assertThat(repeats(index, "y " + words("b", 0, 50) + " z").repeated())
                    .isEqualTo(50);
        }
    }

    @Test
    void shortAndEmptyTextsRepeatNothing() {
        try (SpanIndex index = index(5)) {
            for (String text : List.of("", " ?! ", "one two", "one two", "a b c d")) {
                assertThat(repeats(index, text).spans()).isEmpty();
                assertThat(repeats(index, text).share()).isZero();
                keep(index, text, 0);
            }
        }
    }

    @Test
    void whatStandsTwiceInOneTextIsRepeatedOnlyIfAsked() {
        String line = "one two three four five six";
        String text = line + ". And then again: " + line;
        try (SpanIndex within = index(5);
                SpanIndex beyond = SpanIndex.temporary(new SpanSettings(5), false)) {
            assertThat(repeats(within, text).spans())
                    .containsExactly(new RepeatedSpan(
                            new Span(text.length() - line.length(), text.length()), 6, new RepeatedSpan.Itself(0)));
            assertThat(repeats(beyond, text).spans()).isEmpty();
            keep(beyond, text, 0);
            assertThat(repeats(beyond, text).share()).isEqualTo(1);
        }
    }

    @Test
    void ofAChantOnlyItsBeginningStays() {
        String text = "ho ha hey ".repeat(40).strip();
        try (SpanIndex index = index(50)) {
            assertThat(repeats(index, text).spans())
                    .containsExactly(new RepeatedSpan(new Span(10, text.length()), 117, new RepeatedSpan.Itself(0)));
        }
    }

    @Test
    void theLongestRunIsNamedAndTheEarliestOfEquals() {
        try (SpanIndex index = index(5)) {
            keep(index, words("a", 0, 8) + " x", 0);
            keep(index, "y " + words("a", 0, 12) + " z", 1);
            keep(index, "v " + words("a", 0, 12) + " w u t s r q", 2);
            assertThat(repeats(index, words("a", 0, 20)).spans())
                    .singleElement()
                    .satisfies(span -> assertThat(span.source()).isEqualTo(new RepeatedSpan.Earlier(1, "row 1", 1)));
        }
    }

    @Test
    void cutsTakeWhatStandsBehindTheSpansAlong() {
        try (SpanIndex index = index(5)) {
            keep(index, words("a", 0, 5) + " | " + words("b", 0, 5) + " | " + words("c", 0, 5), 0);
            String text =
                    "# " + words("a", 0, 5) + ".\n\nOwn (" + words("b", 0, 5) + ") words: " + words("c", 0, 5) + ".\n";
            assertThat(repeats(index, text).cuts())
                    .extracting(cut -> cut.of(text))
                    .containsExactly(
                            "# " + words("a", 0, 5) + ".\n\n", words("b", 0, 5) + ") ", words("c", 0, 5) + ".\n");
        }
    }

    /// Few words, short spans and texts pieced together of earlier ones: most windows come again.
    @ParameterizedTest
    @CsvSource({"5, 3, true", "5, 40, false", "8, 2, true", "13, 5, true", "13, 5, false", "50, 2, true", "50, 90, true"
    })
    void findsWhatRememberingEveryWindowFinds(int span, int vocabulary, boolean within) {
        Random random = new Random(span * 1000L + vocabulary);
        for (int round = 0; round < 20; round++) {
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                rows.add(text(random, rows, span, vocabulary));
            }
            compare(span, within, rows);
        }
    }

    private static String text(Random random, List<String> earlier, int span, int vocabulary) {
        List<String> words = new ArrayList<>();
        for (int piece = random.nextInt(5); piece >= 0; piece--) {
            if (earlier.isEmpty() || random.nextInt(3) == 0) {
                for (int i = random.nextInt(2 * span); i > 0; i--) {
                    words.add("w" + random.nextInt(vocabulary));
                }
            } else {
                List<String> other = AllWindows.words(earlier.get(random.nextInt(earlier.size())));
                int from = random.nextInt(other.size() + 1);
                int length = Math.min(other.size() - from, span - 2 + random.nextInt(span));
                words.addAll(other.subList(from, from + length));
            }
        }
        return String.join(" ", words);
    }

    /// A greeting that is a little shorter than a span, behind which texts go on in 200 ways: so that its anchor says
    /// little, and only the whole window tells.
    @Test
    void missesNothingWhereManyTextsBeginAlike() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add("x" + i + " " + words("greeting", 0, 48) + " " + words("way" + i % 200 + "x", 0, 2) + " "
                    + words("own" + i + "x", 0, 30));
        }
        compare(50, true, rows);
        try (SpanIndex index = index(50)) {
            int before = 0;
            for (int row = 0; row < rows.size(); row++) {
                before += repeats(index, rows.get(row)).repeated() > 0 ? 1 : 0;
                keep(index, rows.get(row), row);
            }
            // 200 ways, each of which is new but once.
            assertThat(before).isEqualTo(800);
        }
    }

    private static void compare(int span, boolean within, List<String> rows) {
        AllWindows oracle = new AllWindows(span, within);
        Map<Long, String> kept = new HashMap<>();
        try (SpanIndex index = SpanIndex.temporary(new SpanSettings(span), within)) {
            for (int row = 0; row < rows.size(); row++) {
                String text = rows.get(row);
                SpanProfile profile = index.profile(text);
                Repeats repeats = index.repeats(profile);
                BitSet expected = oracle.repeated(text);
                assertThat(covered(text, repeats, kept)).as(text).isEqualTo(expected);
                assertThat(repeats.repeated()).isEqualTo(expected.cardinality());
                if (repeats.share() <= 0.7) {
                    index.keep(profile, row, "row " + row);
                    oracle.keep(text);
                    kept.put((long) row, text);
                }
            }
        }
    }

    /// The words in spans, each of which must stand where it is said to, and as long as it can be.
    private static BitSet covered(String text, Repeats repeats, Map<Long, String> kept) {
        List<String> words = AllWindows.words(text);
        BitSet covered = new BitSet();
        for (RepeatedSpan span : repeats.spans()) {
            int from = AllWindows.words(text.substring(0, span.span().start())).size();
            int to = from + span.words();
            List<String> run = words.subList(from, to);
            assertThat(String.join(" ", run)).isEqualTo(span.span().of(text));
            List<String> other = switch (span.source()) {
                case RepeatedSpan.Earlier earlier -> {
                    assertThat(earlier.id()).isEqualTo("row " + earlier.row());
                    yield AllWindows.words(kept.getOrDefault(earlier.row(), ""));
                }
                case RepeatedSpan.Itself itself -> {
                    assertThat(itself.word()).isLessThan(from);
                    yield words;
                }
            };
            int at = span.source().word();
            assertThat(other.subList(at, at + run.size())).isEqualTo(run);
            if (from > 0 && at > 0) {
                assertThat(words.get(from - 1)).isNotEqualTo(other.get(at - 1));
            }
            if (to < words.size() && at + run.size() < other.size()) {
                assertThat(words.get(to)).isNotEqualTo(other.get(at + run.size()));
            }
            covered.set(from, to);
        }
        return covered;
    }

    /// More than the buffer holds, so that earlier texts lie in the file.
    @Test
    void textsThatLieInTheFileAreFoundAndTakeLittleMemory() {
        int rows = 3_000;
        int words = 200;
        try (SpanIndex index = index(50)) {
            for (int row = 0; row < rows; row++) {
                keep(index, words("row" + row + "x", 0, words), row);
            }
            for (int row : new int[] {0, 1, 1_500, 2_999}) {
                assertThat(repeats(index, "and " + words("row" + row + "x", 100, 160))
                                .spans())
                        .singleElement()
                        .satisfies(span ->
                                assertThat(span.source()).isEqualTo(new RepeatedSpan.Earlier(row, "row " + row, 100)));
            }
            assertThat((double) index.bytes() / rows / words).isLessThan(4);
        }
    }

    @Test
    void textsWhoseWordsStandElsewhereTakeNoMemory() {
        try (SpanIndex index = index(50)) {
            String text = words("a", 0, 400);
            keep(index, text, 0);
            long before = index.bytes();
            for (int row = 1; row < 10_000; row++) {
                keep(index, text, row);
            }
            assertThat(index.bytes()).isEqualTo(before);
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new SpanSettings(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("words is 4, but must be from 5 to 1,000");
    }
}
