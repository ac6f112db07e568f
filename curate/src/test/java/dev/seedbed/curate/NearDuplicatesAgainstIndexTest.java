package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.curate.duplicates.UnfinishedRun;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearIndex;
import dev.seedbed.text.near.NearSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearDuplicatesAgainstIndexTest {
    private static final String KEPT = "Explain to a beginner how a hash table finds a value, and why that is fast.";
    private static final String OTHER =
            "Describe in a few words what a tide is, and where the water goes when it falls.";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void keepARow() {
        try (NearIndex index = NearIndex.open(folder, NearSettings.defaults(), CommonShingles.none())) {
            index.admit(index.profile(KEPT), 7, "{\"file\":\"old.jsonl\",\"line\":7}");
        }
    }

    private Built built(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("column", List.of("answer"), "against", folder));
        settings.putAll(more);
        return Built.of("near-duplicates", settings);
    }

    private static Sample sample(long n, String answer) {
        return Sample.draw("make", n, Data.of("answer", answer));
    }

    @Test
    void rejectsWhatIsNearlyARowOfTheIndexAndNamesThat() {
        Collector collector = (Collector) built(Map.of()).step;
        assertThat(collector.admit(sample(0, OTHER))).isInstanceOf(Outcome.Passed.class);
        assertThat(collector.admit(sample(1, "So: " + OTHER))).isInstanceOf(Outcome.Rejected.class);
        Rejection rejection = ((Outcome.Rejected) collector.admit(sample(2, "Please: " + KEPT))).rejection();
        assertThat(rejection.evidence().value("near_duplicate_of")).isEqualTo(Map.of("file", "old.jsonl", "line", 7L));
        assertThat(rejection.explanation()).contains("with the row {\"file\":\"old.jsonl\",\"line\":7}, which stays");
    }

    @Test
    void leavesTheIndexAsItIs() throws IOException {
        byte[] before = Files.readAllBytes(NearIndex.fileIn(folder));
        Collector collector = (Collector) built(Map.of()).step;
        collector.admit(sample(0, OTHER));
        assertThat(Files.readAllBytes(NearIndex.fileIn(folder))).isEqualTo(before);
        // Another run has the index open at the same time.
        try (NearIndex index = NearIndex.open(folder, NearSettings.defaults(), CommonShingles.none())) {
            assertThat(index.size()).isOne();
            Collector second = (Collector) built(Map.of()).step;
            assertThat(second.admit(sample(0, KEPT))).isInstanceOf(Outcome.Rejected.class);
        }
    }

    @Test
    void refusesAnIndexOfOtherSettingsBeforeAnyRow() {
        for (String survivor : List.of("first", "best")) {
            assertThat(built(Map.of("threshold", 0.7, "survivor", survivor)).problems)
                    .anySatisfy(problem -> assertThat(problem.toString())
                            .contains(folder.toString(), "was made with the threshold 0.8, not 0.7"));
        }
    }

    @Test
    void refusesADamagedIndexBeforeAnyRow() throws IOException {
        Files.writeString(NearIndex.fileIn(folder), "no index");
        assertThat(built(Map.of()).problems)
                .anySatisfy(problem -> assertThat(problem.toString()).contains("is not an index of near duplicates"));
    }

    @Test
    void refusesAFolderWithoutAnIndexAndOneThatIsBeingAddedTo() throws IOException {
        new UnfinishedRun(1, "another", "").write(folder);
        assertThat(built(Map.of()).problems)
                .anySatisfy(problem -> assertThat(problem.toString()).contains("died while it did"));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(built(Map.of("against", empty)).problems)
                .anySatisfy(problem -> assertThat(problem.toString()).contains("there is no index in it"));
    }

    @Test
    void refusesAnIndexToWhichARunBeganToAddAfterTheCheck() throws IOException {
        Collector collector = (Collector) built(Map.of()).step;
        new UnfinishedRun(1, "another", "").write(folder);
        assertThatThrownBy(() -> collector.admit(sample(0, OTHER)))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("cannot be compared with");
    }

    @Test
    void takesAnIndexWhoseRunDiedWithAllInItsPlaceOrBeforeItBegan() throws IOException {
        new UnfinishedRun(0, "another", folder.resolve("has-its-name").toString()).write(folder);
        Collector collector = (Collector) built(Map.of()).step;
        assertThat(collector.admit(sample(0, KEPT))).isInstanceOf(Outcome.Rejected.class);

        UnfinishedRun.forget(folder);
        Files.createFile(folder.resolve("unfinished-run"));
        assertThat(built(Map.of()).problems).isEmpty();
    }
}
