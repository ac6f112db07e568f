package dev.seedbed.text.contamination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FinderTest {
    private static final List<Samples.Pair> PAIRS = Samples.pairs();
    private static final TestItems ITEMS = TestItems.of(Samples.items());
    private static final List<String> CLEAN = Samples.clean();

    private final Finder finder = ITEMS.finder();

    private long found(UnaryOperator<String> change) {
        return PAIRS.stream()
                .map(Samples.Pair::item)
                .filter(item -> names(finder.find(change.apply(item.question())), item))
                .count();
    }

    private static boolean names(List<Contamination> hits, TestItem item) {
        return !hits.isEmpty() && hits.getFirst().item().equals(item);
    }

    @Test
    void findsEveryItemVerbatimWithWhereItStands() {
        String before = CLEAN.get(1) + "\n\n";

        for (TestItem item : ITEMS.items()) {
            String row = before + item.question() + "\n" + CLEAN.get(2);

            assertThat(finder.find(row)).first().satisfies(hit -> {
                assertThat(hit.item()).isEqualTo(item);
                assertThat(hit.verdict()).isEqualTo(Verdict.VERBATIM);
                assertThat(hit.coverage()).isEqualTo(1);
                assertThat(hit.passage().start()).isBetween(before.length(), before.length() + 40);
                assertThat(item.question()).contains(hit.passage().of(row));
            });
        }
    }

    @Test
    void findsNoisyCopies() {
        Random random = new Random(3);

        assertThat(found(text -> text.toUpperCase(Locale.ROOT))).isEqualTo(PAIRS.size());
        assertThat(found(text -> text.replaceAll("[.,?!]", ""))).isEqualTo(PAIRS.size());
        assertThat(found(text -> text.replaceAll("\\s+", " \n  "))).isEqualTo(PAIRS.size());
        assertThat(found(text -> Samples.withTypo(text, random))).isEqualTo(PAIRS.size());
    }

    @Test
    void findsItemsOfWhichEveryEighthWordIsAnother() {
        Random random = new Random(4);

        assertThat(found(text -> Samples.withEveryEighthWordReplaced(text, CLEAN, random)))
                .isGreaterThanOrEqualTo(PAIRS.size() * 95L / 100);
    }

    @Test
    void findsMostRephrasedItemsAndNamesTheRightOne() {
        long flagged = PAIRS.stream()
                .filter(pair -> !finder.find(pair.rephrased()).isEmpty())
                .count();
        long right = PAIRS.stream()
                .filter(pair -> names(finder.find(pair.rephrased()), pair.item()))
                .count();

        assertThat(flagged).isGreaterThanOrEqualTo(PAIRS.size() * 75L / 100);
        assertThat(right).isGreaterThanOrEqualTo(flagged * 98 / 100);
    }

    @Test
    void computesTheTermsThatAnIndependentImplementationComputes() {
        int compared = 0;
        for (int i = 0; i < PAIRS.size(); i++) {
            Samples.Expected expected = Samples.expected().get(i);
            List<Contamination> hits = finder.find(PAIRS.get(i).rephrased());
            if (names(hits, expected.item())) {
                Terms terms = hits.getFirst().terms();
                assertThat(terms.code()).isEqualTo(expected.code());
                assertThat(terms.covered()).isCloseTo(expected.covered(), within(1e-5));
                assertThat(terms.signs()).isCloseTo(expected.signs(), within(1e-5));
                assertThat(terms.numbers()).isCloseTo(expected.numbers(), within(1e-5));
                assertThat(terms.information()).isCloseTo(expected.information(), within(1e-5));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(60);
    }

    @Test
    void doesNotLookForItemsWithTooLittleOfTheirOwn() {
        TestItem common = new TestItem("b", "1", "What is it?");
        TestItem shortest = new TestItem("b", "2", "What is the capital of Burkina Faso?");
        TestItems items = TestItems.of(List.of(common, shortest));

        assertThat(items.tooCommon()).containsExactly(common);
        assertThat(items.finder().find("Well, what is it? Tell me: what is the capital of BURKINA-FASO, please."))
                .extracting(Contamination::item)
                .containsExactly(shortest);
    }

    @Test
    void findsLongAnswersByThemselves() {
        String answer = CLEAN.get(3) + " " + CLEAN.get(4);
        TestItem item = new TestItem("b", "1", PAIRS.getFirst().item().question(), answer);

        assertThat(TestItems.of(List.of(item)).finder().find("So: " + answer))
                .first()
                .satisfies(hit -> {
                    assertThat(hit.part()).isEqualTo(Part.ANSWER);
                    assertThat(hit.verdict()).isEqualTo(Verdict.VERBATIM);
                });
    }

    @Test
    void findsAnItemInTheMiddleOfAVeryLongRow() {
        TestItem item = ITEMS.items().get(5);
        String page = String.join("\n", Collections.nCopies(20, String.join("\n", CLEAN)));
        String row = page + item.question() + page;

        assertThat(finder.find(row)).extracting(Contamination::item).contains(item);
        assertThat(finder.find(page)).hasSizeLessThan(100);
    }

    @Test
    void standsAnyText() {
        for (String text : List.of(
                "", " ", "\u0000", "\ud800", "\udc00x", "1,", "1.", "1.0.0", "٣٤", "𝟘", "é", "e\u0301", "日本")) {
            assertThat(finder.find(text)).isEmpty();
            assertThat(TestItems.of(List.of(new TestItem("b", "1", text)))
                            .finder()
                            .find(text))
                    .isEmpty();
        }
    }

    @Test
    void countsPositionsFromTheBeginningOfThePartThatIsLookedAt() {
        String question = ITEMS.items().getFirst().question();
        char[] chars = ("xyz " + question).toCharArray();

        assertThat(finder.find(chars, 4, chars.length)).isEqualTo(finder.find(question));
    }

    @Test
    void leavesOtherQuestionsOfTheSameKindAlone() {
        assertThat(CLEAN.stream().filter(text -> !finder.find(text).isEmpty()))
                .hasSizeLessThanOrEqualTo(CLEAN.size() / 100);
    }

    @Test
    void saysTheSameAboutARowWhateverCameBefore() {
        List<String> rows = PAIRS.stream().map(Samples.Pair::rephrased).toList();
        List<List<Contamination>> forwards = rows.stream().map(finder::find).toList();
        Finder other = ITEMS.finder();
        List<List<Contamination>> backwards =
                rows.reversed().stream().map(other::find).toList().reversed();

        assertThat(forwards).isEqualTo(backwards);
    }

    @Test
    void findsEachOfSeveralItemsInOneRow() {
        List<TestItem> three = ITEMS.items().subList(0, 3);
        String row = three.get(2).question() + "\n" + three.get(0).question() + "\n" + CLEAN.getFirst() + "\n"
                + three.get(1).question();

        assertThat(finder.find(row)).extracting(Contamination::item).containsExactlyInAnyOrderElementsOf(three);
    }

    @Test
    void endsAWordBehindThirtyMarks() {
        RowWords words = new RowWords();
        char[] text = ("a" + "\u0301\u0327".repeat(250_000) + " b").toCharArray();

        words.read(text, 0, text.length);

        assertThat(words.count).isEqualTo(2);
        assertThat(words.ends[0]).isEqualTo(31);
        assertThat(words.starts[1]).isEqualTo(text.length - 1);
    }

    @Test
    void findsAnItemThatABenchmarkHoldsManyTimes() {
        TestItem item = ITEMS.items().getFirst();
        TestItem copy = new TestItem("copies", "c", item.question(), item.answer());
        TestItems copies = TestItems.of(Collections.nCopies(20_000, copy));
        TestItems alone = TestItems.of(List.of(copy));

        assertThat(copies.tooCommon()).isEmpty();
        assertThat(copies.finder().find("Solve: " + item.question()))
                .singleElement()
                .isEqualTo(alone.finder().find("Solve: " + item.question()).getFirst());
    }
}
