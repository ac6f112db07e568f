package dev.seedbed.text.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearIndexFileTest {
    private static final NearSettings DEFAULTS = NearSettings.defaults();

    @TempDir
    private Path folder;

    private NearIndex open() {
        return NearIndex.open(folder, DEFAULTS, CommonShingles.none());
    }

    private static List<NearVerdict> admit(NearIndex index, List<String> rows, int from, int to) {
        List<NearVerdict> verdicts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            verdicts.add(index.admit(index.profile(rows.get(i)), i, "réf-" + i));
        }
        return verdicts;
    }

    private static List<String> rows() {
        List<String> rows = TemplatedTexts.rows(new Random(12), 2_000, 150);
        rows.add(400, "");
        rows.add(900, "?!");
        return rows;
    }

    @Test
    void goesOnWhereItWasClosed() {
        List<String> rows = rows();
        List<NearVerdict> expected;
        try (NearIndex index = NearIndex.temporary(DEFAULTS, CommonShingles.none())) {
            expected = admit(index, rows, 0, 2_000);
        }
        List<NearVerdict> verdicts = new ArrayList<>();
        for (int from = 0; from < 2_000; from += 500) {
            try (NearIndex index = open()) {
                verdicts.addAll(admit(index, rows, from, from + 500));
            }
        }

        assertThat(verdicts).isEqualTo(expected);
        try (NearIndex index = open()) {
            assertThat(index.size())
                    .isEqualTo(expected.stream()
                            .filter(NearVerdict.Kept.class::isInstance)
                            .count());
            assertThat(index.admit(index.profile("?!"), 5))
                    .isInstanceOfSatisfying(
                            NearVerdict.Near.class,
                            near -> assertThat(near.id()).isEqualTo("réf-900"));
            assertThat(index.admit(index.profile(""), 5)).isInstanceOf(NearVerdict.Near.class);
            assertThat(index.admit(index.profile(" "), 5)).isInstanceOf(NearVerdict.Kept.class);
        }
    }

    @Test
    void goesBackToACheckpoint() {
        List<String> rows = rows();
        List<NearVerdict> expected;
        try (NearIndex index = NearIndex.temporary(DEFAULTS, CommonShingles.none())) {
            expected = admit(index, rows, 0, 1_500);
            long kept =
                    expected.stream().filter(NearVerdict.Kept.class::isInstance).count();
            admit(index, rows, 1_500, 2_000);
            index.rollBackTo(kept);
            assertThat(index.size()).isEqualTo(kept);
            index.rollBackTo(0);
            assertThat(admit(index, rows, 0, 1_500)).isEqualTo(expected);
        }
        long checkpoint;
        try (NearIndex index = open()) {
            admit(index, rows, 0, 700);
            index.flush();
            checkpoint = index.size();
            admit(index, rows, 700, 2_000);
        }
        try (NearIndex index = open()) {
            index.rollBackTo(checkpoint);
            assertThat(admit(index, rows, 700, 1_500)).isEqualTo(expected.subList(700, 1_500));
            assertThatThrownBy(() -> index.rollBackTo(5_000))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("and cannot go back to 5000; was it changed since the checkpoint?");
        }
    }

    @Test
    void refusesAFileThatWasDamagedAfterItWasClosed() throws IOException {
        List<String> rows = rows();
        try (NearIndex index = open()) {
            admit(index, rows, 0, 1_000);
        }
        Path file = folder.resolve("kept.near");
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        byte[] rubbish = whole.clone();
        byte[] garbage = new byte[whole.length - 200];
        random.nextBytes(garbage);
        System.arraycopy(garbage, 0, rubbish, 200, garbage.length);
        byte[] zeros = whole.clone();
        Arrays.fill(zeros, whole.length / 2, whole.length, (byte) 0);
        byte[] flipped = whole.clone();
        flipped[whole.length / 3] ^= 1;
        for (byte[] damaged : List.of(
                rubbish,
                zeros,
                flipped,
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(whole, whole.length - 3),
                Arrays.copyOf(whole, 64))) {
            Files.write(file, damaged);
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(file + " is damaged at byte ")
                    .hasMessageContaining(" whole rows: " + whole.length + " bytes were written")
                    .hasMessageContaining("bring it back from a copy");
            assertThat(file).hasBinaryContent(damaged);
        }
        Files.write(file, new byte[0]);
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is empty");
        Files.write(file, whole);
        open().close();
        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void whatWasFlushedMustBeWholeWhateverDied() throws IOException {
        List<String> rows = rows();
        Path file = folder.resolve("kept.near");
        byte[] flushed;
        byte[] died;
        try (NearIndex index = open()) {
            admit(index, rows, 0, 300);
            index.flush();
            flushed = Files.readAllBytes(file);
            admit(index, rows, 300, 1_000);
        }
        died = Files.readAllBytes(file);
        System.arraycopy(flushed, 0, died, 0, 64);
        Files.write(file, Arrays.copyOf(died, died.length - 3));
        try (NearIndex index = open()) {
            assertThat(index.size()).isGreaterThan(300);
        }
        long least = Files.size(file);
        died[200] ^= 1;
        Files.write(file, died);
        assertThatThrownBy(this::open).hasMessageContaining("is damaged at byte ");
        died[200] ^= 1;
        died[died.length - 30] ^= 1;
        Files.write(file, died);
        open().close();
        assertThat(Files.size(file)).isEqualTo(least);
    }

    /// The run died before anything was known to be on the disk.
    @Test
    void cutsOffWhatWasTorn() throws IOException {
        List<String> rows = rows();
        Path file = folder.resolve("kept.near");
        open().close();
        byte[] header = Files.readAllBytes(file);
        try (NearIndex index = open()) {
            admit(index, rows, 0, 1_000);
        }
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        List<Long> sizes = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            int cut = 64 + random.nextInt(whole.length - 64);
            byte[] torn = Arrays.copyOf(whole, cut);
            System.arraycopy(header, 0, torn, 0, header.length);
            Files.write(file, torn);
            if (round % 3 == 1) {
                Files.write(file, new byte[9_000], StandardOpenOption.APPEND);
            } else if (round % 3 == 2) {
                byte[] garbage = new byte[777];
                random.nextBytes(garbage);
                Files.write(file, garbage, StandardOpenOption.APPEND);
            }
            try (NearIndex index = open()) {
                int size = (int) index.size();
                sizes.add(index.size());
                // What was kept before is kept, and what is gone can be kept again.
                admit(index, rows, 0, 1_000);
                assertThat(index.size()).isGreaterThanOrEqualTo(size);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
        assertThat(sizes).doesNotHaveDuplicates();
    }

    @Test
    void otherSettingsAreAClearError() throws IOException {
        open().close();
        Path file = folder.resolve("kept.near");

        assertThatThrownBy(() -> NearIndex.open(folder, new NearSettings(0.7, 7), CommonShingles.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + " was made with shingles of 5 words, not 7, and the threshold 0.8, not 0.7, and 11 "
                        + "bands of 4 rows, not 13 of 3; use the same settings, or name another folder");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {9}), 9);
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an index of near duplicates, or its first 64 bytes are damaged");
        Files.writeString(file, "{\"text\": \"no index\"}\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an index of near duplicates");
        assertThat(Files.readString(file)).isEqualTo("{\"text\": \"no index\"}\n");
    }

    @Test
    void oneRunAtATime() {
        NearIndex first = open();
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is in use by another run");
        first.close();
        open().close();
    }

    @Test
    void aFolderThatCannotBeIsAClearError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> NearIndex.open(file, DEFAULTS, CommonShingles.none()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the folder " + file + " for the index of near duplicates cannot be made");
    }
}
