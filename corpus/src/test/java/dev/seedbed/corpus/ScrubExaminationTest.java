package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.Replacement;
import dev.seedbed.privacy.Scrubbed;
import dev.seedbed.privacy.Scrubbing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrubExaminationTest {
    private static final int ROWS = 40_000;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new ArrayList<>();

    private Path rows() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            rows.append("{\"text\":\"Write to user").append(i).append("@acme-widgets.com, not to me.\"}\n");
        }
        return Files.writeString(folder.resolve("rows.jsonl"), rows);
    }

    private Corpus corpus(Path rows, String name) {
        return Corpus.of(List.of(rows), List.of("text"))
                .keptTo(folder.resolve(name + ".jsonl"))
                .telling(told::add)
                .checkpointEvery(1 << 20);
    }

    private static ScrubExamination masking() {
        return new ScrubExamination(PersonalData.standard(), Scrubbing.masking(), "mask");
    }

    @Test
    void tellsOfEveryPairAfterAKill() throws Exception {
        Path rows = rows();
        corpus(rows, "whole").examine(masking());
        assertThatThrownBy(() -> corpus(rows, "died")
                        .examine(new Dying<>(masking().toldTo((_, _) -> {}), Row.place(0, ROWS - 1_000))))
                .hasMessage("killed");
        assertThat(Files.exists(folder.resolve("died.jsonl"))).isFalse();

        List<String> originals = new ArrayList<>();
        corpus(rows, "died").examine(masking().toldTo((text, scrubbed) -> originals.addAll(found(text, scrubbed))));

        assertThat(told).anyMatch(words -> words.contains("so it begins anew"));
        assertThat(originals).hasSize(ROWS).startsWith("user0@acme-widgets.com");
        assertThat(folder.resolve("died.jsonl")).hasSameBinaryContentAs(folder.resolve("whole.jsonl"));
    }

    @Test
    void goesOnAfterAKillIfNobodyIsTold() throws Exception {
        Path rows = rows();
        corpus(rows, "whole").examine(masking());
        assertThatThrownBy(() -> corpus(rows, "died").examine(new Dying<>(masking(), Row.place(0, ROWS - 1_000))))
                .hasMessage("killed");

        corpus(rows, "died").examine(masking());

        assertThat(told)
                .anyMatch(words -> words.contains("goes on after"))
                .last()
                .isEqualTo("found 40,000 email");
        assertThat(folder.resolve("died.jsonl")).hasSameBinaryContentAs(folder.resolve("whole.jsonl"));
    }

    @Test
    void countsOnceWhatWasSavedWithoutItsCheckpoint() throws Exception {
        Path rows = rows();
        corpus(rows, "whole").examine(masking());
        assertThatThrownBy(
                        () -> corpus(rows, "died").checkpointEvery(1 << 18).examine(Dying.inCheckpoint(masking(), 2)))
                .hasMessage("killed");

        corpus(rows, "died").checkpointEvery(1 << 18).examine(masking());

        assertThat(told).hasSize(3).last().isEqualTo("found 40,000 email");
        assertThat(told.get(1)).startsWith("goes on after ");
        assertThat(folder.resolve("died.jsonl")).hasSameBinaryContentAs(folder.resolve("whole.jsonl"));
    }

    @Test
    void isUsedOnce() throws Exception {
        Path rows = rows();
        ScrubExamination examination = masking();
        corpus(rows, "first").examine(examination);
        assertThatThrownBy(() -> corpus(rows, "second").examine(examination))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("make a new one for each");
    }

    private static List<String> found(String text, Scrubbed scrubbed) {
        return scrubbed.replacements().stream()
                .map(Replacement::found)
                .map(each -> text.substring(each.from(), each.to()))
                .toList();
    }
}
