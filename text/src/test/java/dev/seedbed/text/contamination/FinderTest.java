package dev.seedbed.text.contamination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
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
        TestItem item = ITEMS.items().getFirst();
        for (String text : List.of(
                "", " ", "\u0000", "\ud800", "\udc00x", "1,", "1.", "1.0.0", "٣٤", "𝟘", "é", "e\u0301", "日本", "ก็",
                "각")) {
            assertThat(finder.find(text)).isEmpty();
            assertThat(finder.find(text + " " + item.question() + " " + text))
                    .first()
                    .extracting(Contamination::item, Contamination::verdict)
                    .containsExactly(item, Verdict.VERBATIM);
            String question = text + " " + CLEAN.get(1) + " " + text;
            assertThat(TestItems.of(List.of(new TestItem("b", "1", question)))
                            .finder()
                            .find("See: " + question))
                    .extracting(Contamination::verdict)
                    .containsExactly(Verdict.VERBATIM);
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

    /// As GSM-Symbolic has them: many questions of one template, with other names and numbers, some with the same
    /// numbers in another order.
    private static List<TestItem> ofOneTemplate() {
        List<TestItem> items = new ArrayList<>();
        for (String name : List.of("Anna", "Paul", "Rosa", "Igor")) {
            for (int first = 2; first < 14; first++) {
                for (int second = 2; second < 14; second++) {
                    items.add(
                            new TestItem(
                                    "symbolic",
                                    name + "-" + first + "-" + second,
                                    name + " bakes " + first + " blueberry muffins on Monday and " + second
                                            + " on Tuesday. The neighbours buy half of the muffins. How many muffins are left?"));
                }
            }
        }
        return items;
    }

    @Test
    void namesTheRightOneOfManyItemsOfOneTemplate() {
        List<TestItem> all = ofOneTemplate();
        Finder symbolic = TestItems.of(all).finder();

        for (TestItem item : all) {
            assertThat(symbolic.find("Please solve: " + item.question()))
                    .first()
                    .extracting(Contamination::item)
                    .isEqualTo(item);
        }
        assertThat(symbolic.find("Rosa bakes 7 blueberry muffins on Monday and 12 on Tuesday. Her neighbours buy half"
                        + " of the muffins. How many are left now?"))
                .first()
                .extracting(hit -> hit.item().id())
                .isEqualTo("Rosa-7-12");
    }

    @Test
    void findsWhatIsWantedBehindWhatIsNot() {
        String question = ITEMS.items().get(2).question();
        String edited = question.replace("the ", "this ").replace(".", ". Also, ");
        TestItems two = TestItems.of(List.of(new TestItem("a", "1", question), new TestItem("b", "1", edited)));

        assertThat(two.finder().find(edited))
                .extracting(hit -> hit.item().benchmark(), Contamination::verdict)
                .containsExactly(tuple("b", Verdict.VERBATIM));
        assertThat(two.finder(EnumSet.of(Verdict.EDITED, Verdict.REPHRASED)).find(edited))
                .extracting(hit -> hit.item().benchmark(), Contamination::verdict)
                .containsExactly(tuple("a", Verdict.EDITED));
    }

    @Test
    void findsSumsAmongVeryManySums() {
        List<TestItem> sums = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            sums.add(new TestItem("sums", "" + i, "What is " + (100 + i % 900) + " + " + (100 + i * 7 % 899) + "?"));
        }
        TestItems items = TestItems.of(sums);
        Set<TestItem> tooCommon = Set.copyOf(items.tooCommon());
        Finder ofSums = items.finder();

        assertThat(sums.stream()
                        .filter(item -> !tooCommon.contains(item))
                        .filter(item -> ofSums
                                .find("Now: what is " + item.question().substring(8))
                                .stream()
                                .noneMatch(hit -> hit.item().question().equals(item.question()))))
                .isEmpty();
    }

    @Test
    void findsTextsInScriptsWithoutSpaces() {
        // Made up: about apples and baskets, in Thai, Japanese and Chinese.
        for (String question : List.of(
                "แม่ค้ามีแอปเปิล23ผลในตะกร้าสามใบเธอขายไป14ผลเหลือกี่ผล",
                "農家は籠に二十三個の林檎を入れて市場へ運びました。何個売れ残りましたか",
                "农夫把二十三个苹果放进篮子里运到市场出售请问还剩下多少个")) {
            Finder ofOne =
                    TestItems.of(List.of(new TestItem("b", "1", question))).finder();

            assertThat(ofOne.find("โปรดตอบข้างล่าง日本語" + question + "一二三ขอบคุณ"))
                    .extracting(Contamination::verdict)
                    .containsExactly(Verdict.VERBATIM);
        }
    }

    @Test
    void leavesOtherTextsInScriptsWithoutSpacesAlone() {
        List<String> texts = List.of(
                "ประชาชนทุกคนมีสิทธิได้รับการศึกษาขั้นพื้นฐานโดยไม่เสียค่าใช้จ่ายจากรัฐบาลทุกปี",
                "ฝนตกหนักทางภาคใต้ตั้งแต่เมื่อคืนทำให้ถนนหลายสายถูกน้ำท่วมและรถไฟหยุดเดิน",
                "昨夜から南の地方で大雨が降り、多くの道路が水に浸かって電車が止まりました。",
                "すべての子供は無料で基礎的な教育を受ける権利を持っていると法律に書かれています。",
                "昨夜以来南方地区下了大雨，许多道路被水淹没，火车也停止了运行。",
                "每个孩子都有权利免费接受基础教育，这是法律明确规定的。");
        for (String text : texts) {
            Finder ofOne = TestItems.of(List.of(new TestItem("b", "1", text))).finder();

            assertThat(texts.stream().filter(other -> !other.equals(text)))
                    .allSatisfy(other -> assertThat(ofOne.find(other)).isEmpty());
        }
    }

    @Test
    void readsTheSameWordsHoweverTheyAreWritten() {
        assertThat(hashes(Normalizer.normalize("한국어 문제를 풀어", Normalizer.Form.NFD)))
                .isEqualTo(hashes("한국어 문제를 풀어"));
        assertThat(hashes("\u304c\u304d")).isEqualTo(hashes("\u304b\u3099\u304d"));
        assertThat(hashes("𝟙𝟚,𝟘𝟘𝟘")).isNotEqualTo(hashes("12"));
        assertThat(hashes("𝟙𝟚")).isEqualTo(hashes("12")).isEqualTo(hashes("١٢"));
        assertThat(hashes("𝟙.𝟝𝟘")).isEqualTo(hashes("1.5"));
        assertThat(hashes("x𝟙𝟚y")).isEqualTo(hashes("x12y")).hasSize(3);
    }

    private static List<Long> hashes(String text) {
        RowWords words = new RowWords();
        words.read(text.toCharArray(), 0, text.length());
        return Arrays.stream(words.hashes, 0, words.count).boxed().toList();
    }
}
