package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoveltyCollectorTest {
    @TempDir
    private Path folder;

    private static Sample sample(long n, String text) {
        return Sample.draw("make", n, Data.of("instruction", text));
    }

    private static Rejection rejection(Outcome outcome) {
        return ((Outcome.Rejected) outcome).rejection();
    }

    @Test
    void keepsWhatIsExactlyAtTheMaximum() {
        NoveltyCollector novelty =
                new NoveltyCollector("novelty", "instruction", 0.7, List.of("a b c d e f g 1 2 3 4 5"));

        assertThat(novelty.admit(sample(0, "a b c d e f g x"))).isInstanceOf(Outcome.Passed.class);
        assertThat(novelty.admit(sample(1, "a b c d e f g 1"))).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void evidenceNamesTheNearestTextAndItsSample() {
        NoveltyCollector novelty = new NoveltyCollector("novelty", "instruction", 0.7, List.of("Name a prime number."));
        Sample first = sample(0, "Write a poem about the sea.");

        novelty.admit(first);
        Rejection nearSeed = rejection(novelty.admit(sample(1, "Name any prime number.")));
        Rejection nearFirst = rejection(novelty.admit(sample(2, "Write a poem about the moon.")));

        assertThat(nearSeed.reason()).isEqualTo("too-similar");
        assertThat(nearSeed.evidence())
                .isEqualTo(Data.of("column", "instruction")
                        .with("similarity", 0.75)
                        .with("maximum", 0.7)
                        .with("nearest", "Name a prime number.")
                        .with("nearest_in_initial_pool", 0));
        assertThat(nearSeed.explanation())
                .isEqualTo(
                        "instruction has ROUGE-L F 0.7500 with text 1 of the initial pool, and at most 0.7 may pass");
        assertThat(nearFirst.evidence().text("nearest_id")).isEqualTo(first.id().toString());
        assertThat(nearFirst.evidence().text("nearest")).isEqualTo("Write a poem about the sea.");
    }

    @Test
    void showsWhatWasAcceptedUpToACandidate() {
        NoveltyCollector novelty = new NoveltyCollector("novelty", "instruction", 0.7, List.of("seed text"));
        novelty.admit(sample(0, "one alpha"));
        novelty.admit(sample(0, "two beta"));
        novelty.settled(0);
        novelty.admit(sample(1, "one alpha"));
        novelty.settled(1);
        List<String> early = novelty.acceptedUpTo(1);
        for (int i = 2; i < 100; i++) {
            novelty.admit(sample(i, "word" + i));
            novelty.settled(i);
        }

        assertThat(novelty.acceptedUpTo(-3)).isEmpty();
        assertThat(novelty.acceptedUpTo(0)).containsExactly("one alpha", "two beta");
        assertThat(early).isEqualTo(novelty.acceptedUpTo(0));
        assertThat(novelty.acceptedUpTo(2)).containsExactly("one alpha", "two beta", "word2");
        assertThat(novelty.acceptedUpTo(99)).hasSize(100).endsWith("word99");
        assertThat(novelty.acceptedUpTo(50)).hasSize(51).endsWith("word50");
    }

    @Test
    void doesNotAnswerForCandidatesThatAreNotSettled() {
        NoveltyCollector novelty = new NoveltyCollector("novelty", "instruction", 0.7, List.of());
        novelty.admit(sample(0, "one"));

        assertThatThrownBy(() -> novelty.acceptedUpTo(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("candidate 0 is not settled yet");
    }

    @Test
    void recordsTheNearestTextsWhenAsked() {
        NoveltyCollector novelty =
                new NoveltyCollector("novelty", "instruction", 0.7, List.of("a b c d", "a x y z", "q r s"), 2);

        Sample passed = ((Outcome.Passed) novelty.admit(sample(0, "a b c e f g"))).sample();

        assertThat(passed.data().value("most_similar"))
                .isEqualTo(List.of(Map.of("text", "a b c d", "score", 0.6), Map.of("text", "a x y z", "score", 0.2)));
        assertThat((Double) passed.data().value("avg_similarity_score")).isCloseTo(0.8 / 3, within(1e-12));
        assertThat(novelty.columnsAfter(Columns.none()).names())
                .containsExactly("most_similar", "avg_similarity_score");
    }

    @Test
    void readsSeedsFromJsonLinesAndFromText() throws IOException {
        Path lines = Files.writeString(folder.resolve("seeds.jsonl"), "{\"task\":\"Name a prime number.\"}\n\n");
        Path text = Files.writeString(folder.resolve("seeds.txt"), "Name a prime number.\n");

        for (Map<String, Object> settings : List.<Map<String, Object>>of(
                Map.of("column", "instruction", "seeds", lines, "seeds-column", "task"),
                Map.of("column", "instruction", "seeds", text))) {
            Built built = Built.of("novelty", settings);

            assertThat(built.inputs).hasSize(1);
            assertThat(((Collector) built.step).admit(sample(0, "Name any prime number.")))
                    .isInstanceOf(Outcome.Rejected.class);
        }
    }

    @Test
    void saysWhichLineOfTheSeedsIsWrong() throws IOException {
        Path lines = Files.writeString(folder.resolve("seeds.jsonl"), "{\"instruction\":\"a\"}\n{\"task\":\"b\"}\n");
        Collector novelty = (Collector) Built.of("novelty", Map.of("column", "instruction", "seeds", lines)).step;

        assertThatThrownBy(() -> novelty.admit(sample(0, "x")))
                .isInstanceOfSatisfying(
                        SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_INPUT))
                .hasMessage(lines + ":2: there is no 'instruction'; this row has [task]. Name the right one in "
                        + "`seeds-column`.");
    }

    @Test
    void seedsColumnNeedsSeeds() {
        assertThat(Built.of("novelty", Map.of("column", "instruction", "seeds-column", "task")).problems)
                .containsExactly("seeds-column is given, but there are no `seeds` that have it");
    }
}
