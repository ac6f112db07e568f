package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.text.near.NearSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that share an index, die, and are begun again.
class IndexRunsTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new ArrayList<>();

    private static String words(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    private NearOptions options(String index) {
        return NearOptions.of(NearSettings.defaults()).withIndex(folder.resolve(index));
    }

    /// Rows of about 400 bytes, of which many are near duplicates of each other.
    private Path rows(String name, int seed, int count) throws IOException {
        Random random = new Random(seed);
        return Files.write(
                folder.resolve(name),
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("text", words(random.nextInt(1_000) * 40, 50 + random.nextInt(4)));
                            row.put("score", random.nextInt(100));
                            return Json.write(row);
                        })
                        .toList());
    }

    private Corpus corpus(String name, Path file) {
        return Corpus.of(List.of(file), List.of("text"))
                .keptTo(folder.resolve(name + "-out.jsonl"))
                .removedTo(folder.resolve(name + "-removed.jsonl"))
                .telling(told::add)
                .checkpointEvery(100_000);
    }

    private static Examination<?> near(NearOptions options, Path file) throws InterruptedException {
        return NearExamination.of(options, () -> Corpus.of(List.of(file), List.of("text")));
    }

    private CorpusReport run(NearOptions options, String name, Path file) throws InterruptedException {
        return corpus(name, file).examine(near(options, file));
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private void copyIndex(String from, String to) throws IOException {
        Files.createDirectories(path(to));
        try (Stream<Path> files = Files.list(path(from))) {
            for (Path each : files.toList()) {
                Files.copy(each, path(to).resolve(each.getFileName()));
            }
        }
    }

    @Test
    void keepsTheSameRowsWhenTheSameCommandRunsTwice() throws Exception {
        Path file = rows("rows.jsonl", 1, 1_000);
        for (boolean best : new boolean[] {false, true}) {
            NearOptions options = best ? options("best").withBest("score") : options("first");
            CorpusReport report = run(options, "kept", file);
            assertThat(report.removed()).isGreaterThan(100);
            byte[] kept = Files.readAllBytes(path("kept-out.jsonl"));
            assertThat(run(options, "kept", file)).isEqualTo(report);
            assertThat(path("kept-out.jsonl")).hasBinaryContent(kept);
        }
    }

    @Test
    void anotherRowInTheSamePlaceIsNoExcuse() throws Exception {
        Path file = Files.writeString(path("rows.jsonl"), Json.write(Map.of("text", words(0, 50))) + "\n");
        assertThat(run(options("index"), "kept", file).kept()).isEqualTo(1);
        Files.writeString(file, Json.write(Map.of("text", words(0, 51))) + "\n");
        assertThat(run(options("index"), "kept", file).kept()).isZero();
    }

    @Test
    void aRunThatAnotherHasOvertakenBeginsAnew() throws Exception {
        Path today = rows("today.jsonl", 1, 5_000);
        Path other = rows("other.jsonl", 2, 5_000);
        Corpus dying = corpus("today", today).watchedBy(progress -> {
            if (progress.rows() > 4_000) {
                Wrapped.DEATH.run();
            }
        });
        assertThatThrownBy(() -> dying.examine(near(options("index"), today))).hasMessage("killed");
        assertThat(path(".today-out.jsonl.work").resolve("checkpoint.json")).exists();
        run(options("index"), "other", other);
        copyIndex("index", "copied");
        told.clear();
        CorpusReport report = run(options("index"), "today", today);
        assertThat(told).singleElement().asString().contains("another run has used the index", "so it begins anew");
        assertThat(run(options("copied"), "undisturbed", today)).isEqualTo(report);
        assertThat(path("today-out.jsonl")).hasSameBinaryContentAs(path("undisturbed-out.jsonl"));
        assertThat(path("today-removed.jsonl")).hasSameBinaryContentAs(path("undisturbed-removed.jsonl"));
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void goesOnIfNobodyElseHasUsedTheIndex() throws Exception {
        Path today = rows("today.jsonl", 1, 5_000);
        for (boolean best : new boolean[] {false, true}) {
            NearOptions options = best ? options("best").withBest("score") : options("first");
            Corpus dying = corpus("today", today).watchedBy(progress -> {
                if (progress.rows() > 4_000) {
                    Wrapped.DEATH.run();
                }
            });
            assertThatThrownBy(() -> dying.examine(near(options, today))).hasMessage("killed");
            told.clear();
            CorpusReport report = run(options, "today", today);
            assertThat(told).singleElement().asString().startsWith("goes on after");
            NearOptions fresh = best ? options("fresh-best").withBest("score") : options("fresh");
            assertThat(run(fresh, "undisturbed", today)).isEqualTo(report);
            assertThat(path("today-out.jsonl")).hasSameBinaryContentAs(path("undisturbed-out.jsonl"));
        }
    }

    @Test
    void rowsCountFromTheMomentTheOutputsHaveTheirNames() throws Exception {
        Path today = rows("today.jsonl", 1, 200);
        Path tomorrow = Files.copy(today, path("tomorrow.jsonl"));
        for (String ending : List.of(".jsonl", ".parquet")) {
            Corpus before = corpus("kept", today).keptTo(path("kept" + ending));
            assertThatThrownBy(() -> before.examine(
                            new Wrapped<>(near(options("before" + ending), today), Wrapped.DEATH, () -> {})))
                    .hasMessage("killed");
            assertThat(path("kept" + ending)).doesNotExist();
            assertThat(run(options("before" + ending), "tomorrow", tomorrow).kept())
                    .isPositive();

            Corpus after = corpus("kept", today).keptTo(path("kept" + ending));
            assertThatThrownBy(() -> after.examine(
                            new Wrapped<>(near(options("after" + ending), today), () -> {}, Wrapped.DEATH)))
                    .hasMessage("killed");
            assertThat(path("kept" + ending)).exists();
            assertThat(run(options("after" + ending), "tomorrow", tomorrow).kept())
                    .isZero();
        }
    }

    @Test
    void keptRowsDoNotAppearWithoutTheRemoved() throws Exception {
        Path file = rows("rows.jsonl", 1, 200);
        Runnable inTheWay = () -> {
            try {
                Files.createDirectories(path("kept-removed.jsonl").resolve("in-the-way"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
        assertThatThrownBy(() ->
                        corpus("kept", file).examine(new Wrapped<>(near(options("index"), file), inTheWay, () -> {})))
                .hasMessageContaining("kept-removed.jsonl' cannot be written");
        assertThat(path("kept-out.jsonl")).doesNotExist();
    }

    @Test
    void theBestOfRowsThatHaveChangedSinceAreNotWritten() throws Exception {
        Path file = rows("rows.jsonl", 1, 100);
        NearOptions options = NearOptions.of(NearSettings.defaults()).withBest("score");
        String shorter = Json.write(Map.of("text", words(0, 3))) + "\n" + words(0, 3);
        for (String change : List.of("\n" + Files.readString(file), shorter, "")) {
            Examination<?> examination = near(options, file);
            Files.writeString(file, change.isEmpty() ? change : change + "\n");
            assertThatThrownBy(() -> corpus("kept", file).examine(examination))
                    .isInstanceOfSatisfying(
                            SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_INPUT))
                    .hasMessageContaining("rows.jsonl:")
                    .hasMessageContaining("the input has changed since the first way");
            assertThat(path("kept-out.jsonl")).doesNotExist();
            rows("rows.jsonl", 1, 100);
        }
    }

    @Test
    void anIndexThatWasDamagedIsRefusedAndLeftAsItIs() throws Exception {
        Path file = rows("rows.jsonl", 1, 200);
        run(options("index"), "kept", file);
        Path kept = path("index").resolve("kept.near");
        byte[] whole = Files.readAllBytes(kept);
        for (int cut : new int[] {3, whole.length / 2}) {
            Files.write(kept, Arrays.copyOf(whole, whole.length - cut));
            assertThatThrownBy(() -> run(options("index"), "again", file))
                    .isInstanceOfSatisfying(
                            SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_INPUT))
                    .hasMessageContaining(kept + " is damaged at byte ");
            assertThat(Files.size(kept)).isEqualTo(whole.length - cut);
            assertThat(path("again-out.jsonl")).doesNotExist();
        }
        Files.write(kept, whole);
        assertThat(run(options("index"), "kept", file).kept()).isPositive();
    }

    @Test
    void anIndexInTheWayOfAFileIsSaidInPlainWords() throws Exception {
        Path file = rows("rows.jsonl", 1, 20);
        Files.writeString(path("index"), "");
        assertThatThrownBy(() -> run(options("index"), "kept", file))
                .hasMessageContaining("there is a file of that name, which is no folder")
                .hasMessageNotContaining("java.");
    }

    /// What a dead run remembers in its own folder can be made again.
    @Test
    void whatADeadRunRemembersInVainIsMadeAnew() throws Exception {
        Path today = rows("today.jsonl", 1, 5_000);
        NearOptions options = NearOptions.of(NearSettings.defaults());
        Corpus dying = corpus("today", today).watchedBy(progress -> {
            if (progress.rows() > 4_000) {
                Wrapped.DEATH.run();
            }
        });
        assertThatThrownBy(() -> dying.examine(near(options, today))).hasMessage("killed");
        Path remembered = path(".today-out.jsonl.work").resolve("kept.near");
        Files.write(remembered, Arrays.copyOf(Files.readAllBytes(remembered), 3_000));
        told.clear();
        CorpusReport report = run(options, "today", today);
        assertThat(told).singleElement().asString().contains("is damaged at byte", "so it begins anew");
        assertThat(run(options, "undisturbed", today)).isEqualTo(report);
    }

    @Test
    void aMarkOfARunThatSaysNothingIsNoError() throws Exception {
        Path file = rows("rows.jsonl", 1, 50);
        run(options("index"), "kept", file);
        Path mark = path("index").resolve("unfinished-run");
        Files.writeString(mark, "");
        run(options("index"), "kept", file);
        assertThat(mark).doesNotExist();
        Files.writeString(mark, "rubbish");
        assertThatThrownBy(() -> run(options("index"), "kept", file))
                .hasMessageContaining("does not say what a run that died has added")
                .hasMessageContaining("Delete that file");
    }
}
