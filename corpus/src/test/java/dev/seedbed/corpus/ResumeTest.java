package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Json;
import dev.seedbed.text.Normalization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    private static final int ROWS = 12_000;

    @TempDir
    private Path folder = Path.of("");

    private final List<Path> inputs = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void writeInputs() throws IOException {
        Random random = new Random(7);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            String text = "word ".repeat(random.nextInt(100)) + random.nextInt(ROWS);
            rows.append(Json.write(Map.of("text", text, "id", i))).append(i % 50 == 0 ? "\nbroken\n\n" : "\n");
        }
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        inputs.add(Files.write(folder.resolve("a.jsonl"), bytes));
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.jsonl.gz")))) {
            out.write(bytes);
        }
        inputs.add(folder.resolve("b.jsonl.gz"));
    }

    private Corpus corpus(String name, String ending) {
        return Corpus.of(inputs, List.of("text"))
                .keptTo(folder.resolve(name + "-kept" + ending))
                .removedTo(folder.resolve(name + "-removed.jsonl"))
                .identifiedBy("id")
                .telling(told::add)
                .checkpointEvery(1 << 20);
    }

    private static ExactExamination exact() {
        return new ExactExamination(Normalization.STANDARD, Optional.of("id"));
    }

    @Test
    void goesOnWhereItDiedWithTheSameBytesAtTheEnd() throws Exception {
        for (String ending : List.of(".jsonl", ".jsonl.gz", ".jsonl.zst")) {
            CorpusReport undisturbed = corpus("whole", ending).examine(exact());
            told.clear();
            long[] deaths = {
                Row.place(0, 11_000), Row.place(0, 12_100), Row.place(1, 3), Row.place(1, 9_000), Row.place(1, 12_300)
            };
            for (long death : deaths) {
                assertThatThrownBy(() -> corpus("died", ending).threads(2).examine(new Dying<>(exact(), death)))
                        .hasMessage("killed");
                assertThat(folder.resolve("died-kept" + ending)).doesNotExist();
            }
            CorpusReport report = corpus("died", ending).threads(1).examine(exact());
            assertThat(report).isEqualTo(undisturbed);
            assertThat(told).hasSize(deaths.length).allMatch(words -> words.startsWith("goes on after "));
            assertThat(folder.resolve("died-kept" + ending))
                    .hasSameBinaryContentAs(folder.resolve("whole-kept" + ending));
            assertThat(folder.resolve("died-removed.jsonl"))
                    .hasSameBinaryContentAs(folder.resolve("whole-removed.jsonl"));
            assertThat(folder.toFile().list())
                    .noneMatch(name -> name.endsWith(".work") || name.endsWith(".unfinished"));
        }
    }

    @Test
    void beginsAnewIfTheCommandOrAnInputHasChanged() throws Exception {
        long death = Row.place(1, 9_000);
        assertThatThrownBy(() -> corpus("died", ".jsonl").examine(new Dying<>(exact(), death)))
                .hasMessage("killed");
        CorpusReport report = corpus("died", ".jsonl").longestLine(1_000).examine(exact());
        assertThat(told)
                .singleElement()
                .asString()
                .contains("have changed since")
                .contains("begins anew");
        assertThat(report.rows()).isEqualTo(2 * (ROWS + ROWS / 50));

        assertThatThrownBy(() -> corpus("died", ".jsonl").examine(new Dying<>(exact(), death)))
                .hasMessage("killed");
        Files.writeString(inputs.getFirst(), Files.readString(inputs.getFirst()).replaceFirst("word", "wore"));
        told.clear();
        corpus("died", ".jsonl").examine(exact());
        assertThat(told).singleElement().asString().contains("begins anew");
    }

    @Test
    void beginsAnewIfTheUnfinishedOutputIsGone() throws Exception {
        assertThatThrownBy(() -> corpus("died", ".jsonl").examine(new Dying<>(exact(), Row.place(1, 9_000))))
                .hasMessage("killed");
        Files.delete(folder.resolve(".died-kept.jsonl.unfinished"));
        corpus("died", ".jsonl").examine(exact());
        assertThat(told).singleElement().asString().contains("are gone, so it begins anew");
    }

    @Test
    void goesOnInTheFolderThatItReads() throws Exception {
        Corpus dying = inside().watchedBy(progress -> {
            if (progress.rows() > 10_000) {
                Wrapped.DEATH.run();
            }
        });
        assertThatThrownBy(() -> dying.examine(exact())).hasMessage("killed");
        CorpusReport report = inside().examine(exact());
        assertThat(told).singleElement().asString().startsWith("goes on after ");
        assertThat(report.rows()).isEqualTo(2 * (ROWS + ROWS / 50));
    }

    private Corpus inside() {
        return Corpus.of(List.of(folder), List.of("text"))
                .keptTo(folder.resolve("kept.jsonl"))
                .identifiedBy("id")
                .telling(told::add)
                .checkpointEvery(1 << 20);
    }

    @Test
    void beginsAnewIfWhatItRemembersIsDamaged() throws Exception {
        CorpusReport undisturbed = corpus("whole", ".jsonl").examine(exact());
        for (String name : List.of("exact.bin", "ids.bin")) {
            for (boolean zeros : new boolean[] {true, false}) {
                assertThatThrownBy(() -> corpus("died", ".jsonl").examine(new Dying<>(exact(), Row.place(1, 9_000))))
                        .hasMessage("killed");
                Path file = folder.resolve(".died-kept.jsonl.work").resolve(name);
                byte[] bytes = Files.readAllBytes(file);
                Arrays.fill(bytes, 4_096, 8_192, (byte) 0);
                Files.write(file, zeros ? bytes : Arrays.copyOf(bytes, 4_096));
                told.clear();
                assertThat(corpus("died", ".jsonl").examine(exact())).isEqualTo(undisturbed);
                assertThat(told).singleElement().asString().contains("cannot be brought back", "so it begins anew");
                assertThat(folder.resolve("died-kept.jsonl"))
                        .hasSameBinaryContentAs(folder.resolve("whole-kept.jsonl"));
                assertThat(folder.resolve("died-removed.jsonl"))
                        .hasSameBinaryContentAs(folder.resolve("whole-removed.jsonl"));
            }
        }
    }

    @Test
    void deletesNothingThatIsNotItsOwn() throws Exception {
        Path work = Files.createDirectory(folder.resolve(".died-kept.jsonl.work"));
        Files.writeString(work.resolve("mine.txt"), "x");
        corpus("died", ".jsonl").examine(exact());
        assertThat(work.toFile().list()).containsExactly("mine.txt");
    }

    /// The copy of a folder at some moment is what a process that is killed then leaves.
    @Test
    void goesOnFromWhatAKilledProcessLeaves() throws Exception {
        Path left = Files.createDirectory(folder.resolve("left"));
        for (String ending : List.of(".jsonl", ".jsonl.gz", ".jsonl.zst")) {
            for (long moment : new long[] {11_000, 20_000}) {
                AtomicBoolean copied = new AtomicBoolean();
                corpus("died", ending)
                        .watchedBy(progress -> {
                            if (progress.rows() > moment && copied.compareAndSet(false, true)) {
                                copyHidden(folder, left);
                            }
                        })
                        .examine(exact());
                byte[] kept = Files.readAllBytes(folder.resolve("died-kept" + ending));
                byte[] removed = Files.readAllBytes(folder.resolve("died-removed.jsonl"));
                Files.delete(folder.resolve("died-kept" + ending));
                Files.delete(folder.resolve("died-removed.jsonl"));
                copyHidden(left, folder);
                told.clear();
                corpus("died", ending).examine(exact());
                assertThat(told).singleElement().asString().startsWith("goes on after ");
                assertThat(folder.resolve("died-kept" + ending)).hasBinaryContent(kept);
                assertThat(folder.resolve("died-removed.jsonl")).hasBinaryContent(removed);
            }
        }
    }

    private static void copyHidden(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                if (from.relativize(each).toString().startsWith(".")) {
                    Path copy = to.resolve(from.relativize(each).toString());
                    if (Files.isDirectory(each)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
