package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.text.Normalization;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearIndex;
import dev.seedbed.text.near.NearSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearExaminationTest {
    private static final NearOptions DEFAULTS = NearOptions.of(NearSettings.defaults());

    @TempDir
    private Path folder = Path.of("");

    private final Random random = new Random(6);

    private static String words(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    private Path file(String name, List<Map<String, ?>> rows) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                rows.stream().map(row -> Json.write(row) + "\n").collect(Collectors.joining()));
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Corpus corpus(Path... files) {
        return Corpus.of(List.of(files), List.of("text"));
    }

    private CorpusReport run(NearOptions options, String name, Path... files) throws InterruptedException {
        Corpus corpus = corpus(files).keptTo(path(name + ".jsonl")).removedTo(path(name + "-removed.jsonl"));
        options.id().ifPresent(corpus::identifiedBy);
        return corpus.examine(NearExamination.of(options, () -> corpus(files)));
    }

    private List<Data> rows(String name) throws IOException {
        return Files.readAllLines(path(name)).stream().map(Json::parseObject).toList();
    }

    /// The zero-width space (U+200B) has no width and is no white space; the ideographic space (U+3000) is.
    @Test
    void textsWithoutWordsAreDuplicatesOnlyIfTheyAreEqual() throws Exception {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (String text : List.of("", " ", "\u200b", "\u3000", "!!!", "", "\u200b", "???", "!!!")) {
            rows.add(Map.of("text", text));
        }
        Path file = file("rows.jsonl", rows);
        run(DEFAULTS, "near", file);
        assertThat(rows("near-removed.jsonl"))
                .extracting(
                        row -> row.value("line"),
                        row -> object(object(row, "evidence"), "survivor").value("line"))
                .containsExactly(tuple(6L, 1L), tuple(7L, 3L), tuple(9L, 5L));
        corpus(file)
                .keptTo(path("exact.jsonl"))
                .removedTo(path("exact-removed.jsonl"))
                .examine(new ExactExamination(Normalization.STANDARD));
        assertThat(rows("exact-removed.jsonl"))
                .extracting(row -> row.value("line"))
                .containsExactly(2L, 3L, 4L, 6L, 7L, 9L);
    }

    /// Looked at one at a time, each with memory of its own.
    @Test
    void removesARowOfMillionsOfWordsAndTheSmallOnesAroundIt() throws Exception {
        String large = words(0, 800_000);
        Path file = file(
                "rows.jsonl",
                List.of(
                        Map.of("text", words(0, 50)),
                        Map.of("text", large),
                        Map.of("text", "x " + words(0, 50)),
                        Map.of("text", "x " + large)));
        run(DEFAULTS, "near", file);
        assertThat(rows("near-removed.jsonl"))
                .extracting(row -> row.value("line"))
                .containsExactly(3L, 4L);
    }

    /// 50 words have 46 shingles; one added word leaves 46 of 47.
    @Test
    void removesARowThatIsNearlyAnEarlierOneWithEvidence() throws Exception {
        Path file = file(
                "rows.jsonl",
                List.of(
                        Map.of("id", 1, "text", words(0, 50)),
                        Map.of("id", 2, "text", words(100, 50)),
                        Map.of("id", 3, "text", "x " + words(0, 50))));
        CorpusReport report = run(DEFAULTS.withId("id"), "kept", file);
        assertThat(report.reasons()).isEqualTo(Map.of("near-duplicate", 1L));
        Data removed = rows("kept-removed.jsonl").getFirst();
        assertThat(removed.value("id")).isEqualTo(3L);
        Data evidence = object(removed, "evidence");
        assertThat(evidence.value("survivor")).isEqualTo(Map.of("file", file.toString(), "line", 1L, "id", 1L));
        assertThat(evidence.value("similarity"))
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isCloseTo(46 / 47.0, within(1e-9));
        assertThat(evidence.value("containing")).isEqualTo(1.0);
        assertThat(evidence.value("shared"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    /// Exact Jaccard by sets of strings, written here again: each removed row has a survivor that is so similar.
    @Test
    void everyRemovalHoldsUnderAnIndependentCount() throws Exception {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            List<String> words =
                    new ArrayList<>(List.of(words(i % 100 * 1_000, 60).split(" ")));
            for (int edits = random.nextInt(6); edits > 0; edits--) {
                words.set(random.nextInt(words.size()), "edit" + random.nextInt(1_000_000));
            }
            rows.add(Map.of("text", String.join(" ", words)));
        }
        CorpusReport report = run(DEFAULTS, "kept", file("rows.jsonl", rows));
        assertThat(report.removed()).isGreaterThan(30);
        assertThat(report.kept() + report.removed()).isEqualTo(400);
        for (Data removed : rows("kept-removed.jsonl")) {
            Data evidence = object(removed, "evidence");
            String own = textAt(rows, removed);
            String other = textAt(rows, object(evidence, "survivor"));
            assertThat(Double.parseDouble(evidence.text("similarity")))
                    .isCloseTo(jaccard(shingles(own), shingles(other)), within(1e-9))
                    .isGreaterThanOrEqualTo(0.8);
        }
    }

    private static Data object(Data data, String column) {
        return Json.parseObject(data.text(column));
    }

    private static String textAt(List<Map<String, ?>> rows, Data place) {
        return String.valueOf(rows.get(Integer.parseInt(place.text("line")) - 1).get("text"));
    }

    private static Set<String> shingles(String text) {
        List<String> words = List.of(text.split(" "));
        Set<String> shingles = new HashSet<>();
        for (int i = 0; i + 5 <= words.size(); i++) {
            shingles.add(String.join(" ", words.subList(i, i + 5)));
        }
        return shingles;
    }

    private static double jaccard(Set<String> a, Set<String> b) {
        Set<String> both = new HashSet<>(a);
        both.retainAll(b);
        return (double) both.size() / (a.size() + b.size() - both.size());
    }

    @Test
    void rowsThatShareATemplateStayIfTemplatesAreLeftOut() throws Exception {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(Map.of("text", words(0, 200) + " " + words(1_000 + i * 20, 15)));
        }
        rows.add(Map.of("text", words(0, 200) + " " + words(1_000, 15) + " so"));
        Path file = file("rows.jsonl", rows);
        assertThat(run(DEFAULTS, "all", file).kept()).isEqualTo(1);
        assertThat(run(DEFAULTS.withCommon(0.1), "own", file).kept()).isEqualTo(100);
        assertThat(rows("own-removed.jsonl").getFirst().toString()).contains("\"left_out\":196");
    }

    @Test
    void keepsTheBestOfSeveral() throws Exception {
        Path file = file(
                "rows.jsonl",
                List.of(
                        Map.of("text", words(0, 50), "score", 2),
                        Map.of("text", words(500, 50), "score", 1),
                        Map.of("text", "y " + words(0, 50)),
                        Map.of("text", "x " + words(0, 50), "score", 7.5)));
        CorpusReport report = run(DEFAULTS.withBest("score"), "best", file);
        assertThat(report.removed()).isEqualTo(2);
        assertThat(rows("best.jsonl")).extracting(row -> row.value("score")).containsExactly(1L, 7.5);
        assertThat(rows("best-removed.jsonl"))
                .allMatch(row -> row.toString().contains("\"survivor\":{\"file\":\"" + file + "\",\"line\":4}"));
    }

    @Test
    void comparesTomorrowsFileWithWhatWasKeptBefore() throws Exception {
        NearOptions options = DEFAULTS.withIndex(path("index")).withId("id");
        Path today = file("today.jsonl", List.of(Map.of("text", words(0, 50), "id", "t1")));
        Path tomorrow = file(
                "tomorrow.jsonl",
                List.of(Map.of("text", "x " + words(0, 50), "id", "u1"), Map.of("text", words(90, 50), "id", "u2")));
        assertThat(run(options, "today-kept", today).kept()).isEqualTo(1);
        assertThat(run(options, "tomorrow-kept", tomorrow).kept()).isEqualTo(1);
        assertThat(rows("tomorrow-kept-removed.jsonl").getFirst().toString())
                .contains("\"survivor\":{\"file\":\"" + today + "\",\"line\":1,\"id\":\"t1\"}");
        assertThatThrownBy(
                        () -> run(NearOptions.of(new NearSettings(0.7, 5)).withIndex(path("index")), "other", tomorrow))
                .hasMessageContaining("was made with the threshold 0.8, not 0.7");
    }

    @Test
    void aRunThatDiedLeavesNothingInTheIndex() throws Exception {
        NearOptions options = DEFAULTS.withIndex(path("index"));
        Path file = file("rows.jsonl", List.of(Map.of("text", words(0, 50)), Map.of("text", words(90, 50))));
        Files.writeString(file, "broken\n", StandardOpenOption.APPEND);
        Corpus strict = corpus(file).keptTo(path("kept.jsonl")).strict();
        assertThatThrownBy(() -> strict.examine(NearExamination.of(options, () -> corpus(file))))
                .hasMessageContaining("rows.jsonl:3");
        assertThat(run(options, "kept", file).kept()).isEqualTo(2);
        assertThat(run(options, "again", file).kept()).isEqualTo(2);
    }

    @Test
    void goesOnWhereItDiedWithTheSameBytes() throws Exception {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            rows.add(Map.of("text", words(random.nextInt(1_000) * 40, 50 + random.nextInt(4)), "id", i));
        }
        Path file = file("rows.jsonl", rows);
        NearOptions options = DEFAULTS.withId("id");
        run(options, "whole", file);
        for (long death : new long[] {1_500, 2_900}) {
            Corpus dying = outputs(file).watchedBy(progress -> {
                if (progress.rows() > death) {
                    throw new IllegalStateException("killed");
                }
            });
            assertThatThrownBy(() -> dying.examine(NearExamination.of(options, () -> corpus(file))))
                    .hasMessage("killed");
        }
        List<String> told = new ArrayList<>();
        outputs(file).telling(told::add).examine(NearExamination.of(options, () -> corpus(file)));
        assertThat(told).singleElement().asString().startsWith("goes on after ");
        assertThat(path("died.jsonl")).hasSameBinaryContentAs(path("whole.jsonl"));
        assertThat(path("died-removed.jsonl")).hasSameBinaryContentAs(path("whole-removed.jsonl"));
    }

    private Corpus outputs(Path file) {
        return corpus(file)
                .keptTo(path("died.jsonl"))
                .removedTo(path("died-removed.jsonl"))
                .identifiedBy("id")
                .checkpointEvery(100_000);
    }

    @Test
    void aSweepSaysHowGoodEachThresholdIs() throws Exception {
        Path file = file(
                "labelled.jsonl",
                List.of(
                        Map.of("text", words(0, 50), "group", "a"),
                        Map.of("text", "x " + words(0, 50), "group", "a"),
                        // 44 of 48 + 4 shingles: a similarity of 0.85, and another group.
                        Map.of("text", words(4, 48), "group", "b"),
                        Map.of("text", words(500, 30))));
        List<NearSweep.Point> points = NearSweep.of(corpus(file), DEFAULTS, "group");
        assertThat(points)
                .extracting(NearSweep.Point::threshold)
                .startsWith(0.5, 0.55)
                .endsWith(0.9, 0.95)
                .hasSize(10);
        assertThat(points.getFirst()).isEqualTo(new NearSweep.Point(0.5, 2, 1, 1, 1));
        assertThat(points.getLast()).isEqualTo(new NearSweep.Point(0.95, 1, 1, 1, 1));
        assertThat(points.getFirst().precision()).isEqualTo(0.5);
        assertThatThrownBy(() -> NearSweep.of(corpus(file), DEFAULTS, "label"))
                .hasMessageContaining("None of the 4 rows has a column 'label'. Name the column");
        Path alone = file("alone.jsonl", List.of(Map.of("text", "a", "group", 1), Map.of("text", "b", "group", 2)));
        assertThatThrownBy(() -> NearSweep.of(corpus(alone), DEFAULTS, "group"))
                .hasMessageContaining("No two of the 2 rows have the same 'group'");
    }

    /// One template, of which each row has half for itself: none is similar enough to go.
    @Test
    void saysThatManyRowsShareATemplate() throws Exception {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (int i = 0; i < 2_600; i++) {
            rows.add(Map.of("text", words(0, 60) + " " + words(1_000 + i * 20, 14)));
        }
        Path file = file("template.jsonl", rows);
        List<String> told = new ArrayList<>();
        Corpus corpus = corpus(file).telling(told::add);
        corpus.examine(NearExamination.of(DEFAULTS, () -> corpus(file)));
        assertThat(told)
                .singleElement()
                .asString()
                .matches("[\\d,]+ of 2,600 rows resemble more rows .* leave it out with --common 0\\.001");
        told.clear();
        corpus(file).telling(told::add).examine(NearExamination.of(DEFAULTS.withCommon(0.01), () -> corpus(file)));
        assertThat(told).isEmpty();
    }

    @Test
    void writesTheSameBytesForAnyThreadsAndShards() throws Exception {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (int i = 0; i < 8_000; i++) {
            rows.add(Map.of(
                    "text", words(random.nextInt(2_000) * 40, 50 + random.nextInt(4)), "score", random.nextInt(50)));
        }
        Path whole = file("whole.jsonl", rows);
        Path shards = Files.createDirectory(path("shards"));
        for (int from = 0, shard = 0; from < rows.size(); from += 1_700, shard++) {
            file("shards/" + shard + ".jsonl", rows.subList(from, Math.min(rows.size(), from + 1_700)));
        }
        for (NearOptions options : List.of(DEFAULTS, DEFAULTS.withCommon(0.01), DEFAULTS.withBest("score"))) {
            assertThat(run(options, "kept", whole).removed()).isGreaterThan(1_000);
            byte[] kept = Files.readAllBytes(path("kept.jsonl"));
            byte[] removed = new byte[0];
            for (int threads : new int[] {1, 2, 5}) {
                Corpus corpus = corpus(shards)
                        .threads(threads)
                        .keptTo(path("kept.jsonl"))
                        .removedTo(path("kept-removed.jsonl"));
                corpus.examine(NearExamination.of(options, () -> corpus(shards).threads(threads)));
                assertThat(path("kept.jsonl")).hasBinaryContent(kept);
                removed = threads == 1 ? Files.readAllBytes(path("kept-removed.jsonl")) : removed;
                assertThat(path("kept-removed.jsonl")).hasBinaryContent(removed);
            }
        }
    }

    @Test
    void saysWhatIsWrongWithItsOptions() throws Exception {
        assertThatThrownBy(() -> DEFAULTS.withCommon(5))
                .hasMessageContaining("is 5.0, but must be above 0 and at most 1");
        Path file = file("rows.jsonl", List.of(Map.of("text", "a", "score", 1)));
        assertThatThrownBy(() -> run(DEFAULTS.withBest("scroe"), "kept", file))
                .hasMessageContaining("No row has a number in the column 'scroe'");
    }

    @Test
    void anIndexInUseIsUnusableAndNoWrongInput() throws Exception {
        Path file = file("rows.jsonl", List.of(Map.of("text", "a")));
        try (NearIndex _ = NearIndex.open(path("index"), NearSettings.defaults(), CommonShingles.none())) {
            assertThatThrownBy(() -> run(DEFAULTS.withIndex(path("index")), "kept", file))
                    .isInstanceOfSatisfying(
                            SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNUSABLE))
                    .hasMessageContaining("is in use by another run");
        }
        assertThat(run(DEFAULTS.withIndex(path("index")), "kept", file).kept()).isEqualTo(1);
    }
}
