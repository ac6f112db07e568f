package dev.seedbed.text.contamination;

import static org.assertj.core.api.Assertions.assertThat;

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
}
