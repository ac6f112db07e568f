package dev.seedbed.text.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every measure of words, runs, lines and characters against [Plainly], for many texts of a seed, ordinary and
/// hostile.
class FusedAgainstPlainTest {
    private static final double EXACT = 1e-12;
    private static final int TEXTS = 700;

    private static List<String> texts(long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "\n",
                "\n\n\n\n",
                "a",
                "\r\n\r\n",
                "\u0000\u0000 \u0000",
                "\ud800 \udc00 x\ud83d\ude00 \ud83d",
                "....",
                ". . . . . .",
                "的是在了的是在了",
                "กขค กขค",
                "…",
                "x".repeat(3_000),
                "ab ".repeat(900),
                "a\u0300a\u0300 e\u0301"));
        String[] alphabets = {
            "ab ",
            "ab \n",
            "a b.,\n",
            "#…. -•\n",
            "的是 a。\n",
            "\u00a0\u2028\u001c\u0085 x\r\n",
            "thebofandtw \n",
            "()[]{}'\"?!.aB ",
            "\ud83d\ude00 a\n",
            "1aZ,. \n"
        };
        while (texts.size() < TEXTS) {
            String alphabet = alphabets[random.nextInt(alphabets.length)];
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(random.nextInt(8) == 0 ? 900 : 120);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            texts.add(text.toString());
            texts.add(sentences(random));
        }
        return texts;
    }

    private static String sentences(Random random) {
        String[] words = {
            "the",
            "river",
            "of",
            "and",
            "a",
            "an",
            "d",
            "ab",
            "c",
            "abc",
            "don't",
            "well-known",
            "U.S.",
            "3.5",
            "Mr.",
            "with",
            "that",
            "…",
            "#tag",
            "...",
            "café",
            "The",
            "HAVE",
            "https://a.org/b",
            "[3]",
            "wait..."
        };
        String[] ends = {". ", ".\n", "\n\n", " ", "! ", "\n", ", "};
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(150);
        int variety = 2 + random.nextInt(words.length - 1);
        for (int i = 0; i < count; i++) {
            text.append(words[random.nextInt(variety)]);
            text.append(random.nextInt(6) == 0 ? ends[random.nextInt(ends.length)] : " ");
        }
        return text.toString();
    }

    private static void compare(String profile, Map<String, ToDoubleFunction<String>> plain) {
        FilterProfile asked = FilterProfile.named(profile).only(plain.keySet().toArray(String[]::new));
        FilterWorker worker = asked.worker();
        for (String text : texts(profile.hashCode())) {
            for (Measurement measured : worker.explain(text).measurements()) {
                double expected =
                        plain.getOrDefault(measured.rule(), _ -> Double.NaN).applyAsDouble(text);
                assertThat(measured.value())
                        .as("%s of %s in <%s>", measured.rule(), profile, text)
                        .isBetween(expected - EXACT, expected + EXACT);
            }
        }
    }

    private static List<String> split(String text, String separator) {
        return List.of(text.split(Pattern.quote(separator), -1));
    }

    private static List<String> filled(List<String> pieces) {
        return pieces.stream().filter(piece -> !piece.isEmpty()).toList();
    }

    private static String stripped(String text) {
        return text.replaceAll("^" + Plainly.PYTHON_SPACES.pattern(), "")
                .replaceAll(Plainly.PYTHON_SPACES.pattern() + "\\z", "");
    }

    private static List<String> pythonLines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\\r\\n|[\\n-\\r\\x1C-\\x1E\\x85\\u2028\\u2029]", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    @Test
    void dolmasGopher() {
        compare("gopher/dolma-v1", dolma("\n"));
        compare("gopher/dolma", dolma("\n+"));
    }

    private static Map<String, ToDoubleFunction<String>> dolma(String ends) {
        Map<String, ToDoubleFunction<String>> plain = new LinkedHashMap<>();
        plain.put("min-words", text -> spaced(text).size());
        plain.put("min-median-word-length", text -> Plainly.median(spaced(text)));
        plain.put("symbols", text -> Plainly.share(spaced(text), word -> word.contains("#") || word.contains("…")));
        plain.put("alphabetic-words", text -> Plainly.share(spaced(text), Plainly::hasLetter));
        plain.put("stop-words", text -> Plainly.stopWords(spaced(text)).size());
        plain.put(
                "bullet-lines",
                text -> Plainly.share(
                        List.of(text.split(ends, -1)), line -> line.startsWith("*") || line.startsWith("-")));
        plain.put("ellipsis-lines", text -> Plainly.share(List.of(text.split(ends, -1)), line -> line.endsWith("…")));
        plain.put("duplicate-lines", text -> copies(List.of(text.split(ends, -1))));
        plain.put(
                "duplicate-line-characters",
                text -> Plainly.sum(Plainly.allCopies(List.of(text.split(ends, -1))), Plainly::codePoints)
                        / (double) Math.max(1, Plainly.sum(spaced(text), Plainly::codePoints)));
        for (int i = 2; i <= 10; i++) {
            int size = i;
            plain.put(
                    name(size),
                    text -> size < 5
                            ? Plainly.dolmaTop(spaced(text), size)
                            : Plainly.dolmaDuplicates(spaced(text), size));
        }
        return plain;
    }

    private static double copies(List<String> pieces) {
        return Plainly.ratio(Plainly.allCopies(pieces).size(), pieces.size());
    }

    private static List<String> spaced(String text) {
        return Plainly.words(text, Plainly.PYTHON_SPACES);
    }

    private static String name(int size) {
        return size < 5 ? "top-" + size + "-gram" : "duplicate-" + size + "-grams";
    }

    @Test
    void datatrovesGopher() {
        Map<String, ToDoubleFunction<String>> plain = new LinkedHashMap<>();
        plain.put("duplicate-paragraphs", text -> later(List.of(stripped(text).split("\n{2,}", -1))));
        plain.put("duplicate-lines", text -> later(List.of(text.split("\n+", -1))));
        plain.put(
                "duplicate-line-characters",
                text -> Plainly.ratio(
                        Plainly.sum(Plainly.laterCopies(List.of(text.split("\n+", -1))), Plainly::codePoints),
                        Plainly.codePoints(text)));
        plain.put(
                "hashes",
                text -> Plainly.ratio(
                        Plainly.occurrences(text, "#"), english(text).size()));
        plain.put(
                "ellipses",
                text -> Plainly.ratio(
                        Plainly.occurrences(text, "...") + Plainly.occurrences(text, "…"),
                        english(text).size()));
        plain.put(
                "bullet-lines",
                text -> Plainly.share(
                        pythonLines(text),
                        line -> stripped(line).startsWith("•") || stripped(line).startsWith("-")));
        plain.put(
                "ellipsis-lines",
                text -> Plainly.share(
                        pythonLines(text),
                        line -> stripped(line).endsWith("...") || stripped(line).endsWith("…")));
        plain.put("alphabetic-words", text -> Plainly.share(english(text), Plainly::hasLetter));
        plain.put(
                "stop-words",
                text -> Plainly.stopWords(english(text)).stream().distinct().count());
        for (int i = 2; i <= 10; i++) {
            int size = i;
            plain.put(
                    name(size),
                    text -> size < 5
                            ? Plainly.datatroveTop(english(text), text, size)
                            : Plainly.datatroveDuplicates(english(text), text, size));
        }
        compare("gopher/datatrove", plain);
    }

    private static double later(List<String> pieces) {
        return Plainly.ratio(Plainly.laterCopies(pieces).size(), pieces.size());
    }

    private static List<String> english(String text) {
        return Plainly.tokens(text, WordKind.ENGLISH);
    }

    @Test
    void datamapsPages() {
        Map<String, ToDoubleFunction<String>> plain = new LinkedHashMap<>();
        plain.put("min-characters", Plainly::codePoints);
        plain.put(
                "min-mean-word-length",
                text -> Plainly.ratio(
                        Plainly.sum(rust(text), Plainly::bytes), rust(text).size()));
        plain.put(
                "symbols",
                text -> (Plainly.occurrences(text, "#")
                                + Plainly.occurrences(text, "...")
                                + Plainly.occurrences(text, ". . .")
                                + Plainly.occurrences(text, "…"))
                        / (double)
                                Math.max(1, rust(text.replace(". . .", "...")).size()));
        plain.put(
                "words-without-letters",
                text -> rust(text).size() < 2 ? 1 : Plainly.share(rust(text), word -> !Plainly.hasAlphabetic(word)));
        compare("dclm", plain);
    }

    private static List<String> rust(String text) {
        return Plainly.words(text, Plainly.UNICODE_SPACES);
    }

    @Test
    void datamapsRepetition() {
        FilterProfile repetition = new FilterProfile(
                "repetition", "the stage by itself", List.of(Stage.of(Unit.BYTES, WebRules.dclmRepetition())));
        FilterWorker worker = repetition.worker();
        for (String text : texts(7)) {
            List<String> words = Plainly.tokens(text, WordKind.UNICODE);
            List<String> lines = filled(split(text, "\n"));
            Map<String, Double> plain = new LinkedHashMap<>();
            plain.put("duplicate-lines", lines.isEmpty() ? 1 : copies(lines));
            plain.put(
                    "duplicate-line-characters",
                    lines.isEmpty()
                            ? 1
                            : Plainly.ratio(
                                    Plainly.sum(Plainly.allCopies(lines), Plainly::bytes),
                                    Plainly.sum(lines, Plainly::bytes)));
            for (int size = 2; size <= 10; size++) {
                plain.put(name(size), Plainly.covered(words, size, size < 5, Plainly::bytes));
            }
            worker.explain(text).measurements().forEach(measured -> {
                Double expected = plain.get(measured.rule());
                if (expected != null) {
                    assertThat(measured.value())
                            .as("%s in <%s>", measured.rule(), text)
                            .isBetween(expected - EXACT, expected + EXACT);
                }
            });
        }
    }

    @Test
    void curatorsRuns() {
        Map<String, ToDoubleFunction<String>> plain = new LinkedHashMap<>();
        for (int i = 2; i <= 10; i++) {
            int size = i;
            plain.put(
                    name(size),
                    text -> size < 5
                            ? Plainly.curatorTop(spaced(text), text, size)
                            : Plainly.curatorDuplicates(spaced(text), text, size));
        }
        plain.put(
                "max-word-length",
                text -> spaced(text).stream()
                        .mapToInt(Plainly::codePoints)
                        .max()
                        .orElse(1001));
        plain.put(
                "white-space",
                text -> text.isEmpty()
                        ? 1
                        : text.chars().filter(c -> "\t\n\r\b ".indexOf(c) >= 0).count()
                                / (double) Plainly.codePoints(text));
        compare("nemo-curator", plain);
    }

    @Test
    void aLineOfTenMillionCharactersTakesOnePass() {
        char[] chars = new char[10_000_000];
        Arrays.fill(chars, 'x');
        for (int i = 7; i < chars.length; i += 8) {
            chars[i] = i % 1000 == 7 ? '.' : ' ';
        }
        for (String name : FilterProfile.profiles()) {
            assertThat(FilterProfile.named(name)
                            .worker()
                            .judge(chars, 0, chars.length)
                            .passed())
                    .as(name)
                    .isFalse();
        }
        FilterProfile runs = FilterProfile.named("gopher/datatrove").only("top-2-gram", "duplicate-10-grams");
        assertThat(runs.worker().explain(chars, 0, chars.length).measurements())
                .allMatch(measured -> measured.value() > 0.5 && !measured.passed());
    }

    @Test
    void oneWordWithoutAnySpaceIsOneWord() {
        char[] chars = new char[10_000_000];
        Arrays.fill(chars, 'y');
        for (String name : FilterProfile.profiles()) {
            FilterWorker worker = FilterProfile.named(name).worker();
            assertThat(worker.explain(chars, 0, chars.length).passed()).as(name).isFalse();
        }
    }
}
