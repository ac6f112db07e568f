package dev.seedbed.curate.contamination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.contamination.Overlap.Limits;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerbatimOverlapGateTest {
    @TempDir
    private Path folder = Path.of("");

    /// So many words that stand nowhere else.
    private static String words(String stem, int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> stem + i).collect(Collectors.joining(" "));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private ReferenceTexts references(int words) throws IOException {
        return ReferenceTexts.read(
                List.of(
                        file("novel.txt", words("novel", 0, 1_000)),
                        file(
                                "songs.jsonl",
                                "{\"text\": \"" + words("song", 0, 90) + "\"}\n\n{\"text\": \"" + words("tune", 0, 90)
                                        + "\"}\n")),
                "text",
                words);
    }

    private static Sample sample(Object text) {
        return Sample.root("load", Data.of("answer", text));
    }

    private static Work noWork() {
        return (Work) Proxy.newProxyInstance(
                Work.class.getClassLoader(), new Class<?>[] {Work.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });
    }

    @Test
    void measuresTheLongestRunAndTheCoverageWithWhereTheyAre() throws Exception {
        String copied = words("NOVEL", 300, 40).replace(" ", ", ");
        String text = words("own", 0, 25) + " " + copied + " " + words("own", 30, 10) + " " + words("tune", 60, 25);

        try (ReferenceTexts references = references(20)) {
            Overlap overlap = references.overlap(text);

            assertThat(overlap.longestRun()).isEqualTo(40);
            assertThat(overlap.words()).isEqualTo(100);
            assertThat(overlap.copied()).isEqualTo(65);
            assertThat(overlap.coverage()).isCloseTo(0.65, within(1e-9));
            assertThat(overlap.copies())
                    .extracting(
                            copy -> copy.span().of(text),
                            Overlap.Copy::fromWord,
                            copy -> Path.of(copy.source().file()).getFileName() + " "
                                    + copy.source().line().orElse(0L))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(copied, 300, "novel.txt 0"),
                            org.assertj.core.groups.Tuple.tuple(words("tune", 60, 25), 60, "songs.jsonl 3"));
        }
    }

    @Test
    void rejectsWhatHasTooLongARunOrTooMuchOfIt() throws Exception {
        try (ReferenceTexts references = references(10)) {
            VerbatimOverlapGate gate =
                    new VerbatimOverlapGate("overlap", List.of("answer"), references, new Limits(50, 0.5));
            String others = words("own", 0, 500);

            assertThat(gate.judge(sample(others + " " + words("novel", 7, 49) + " " + others), noWork()))
                    .isEmpty();
            Rejection longRun = gate.judge(sample(others + " " + words("novel", 7, 50) + " " + others), noWork())
                    .orElseThrow();
            Rejection share = gate.judge(sample("he sings: " + words("song", 70, 12)), noWork())
                    .orElseThrow();

            assertThat(longRun.reason()).isEqualTo("verbatim-overlap");
            assertThat(longRun.explanation())
                    .isEqualTo("answer: 50 of its 1050 words stand word for word in reference texts (5 %), the longest"
                            + " run has 50 words; fewer than 50 words and less than 50 % may");
            assertThat(longRun.evidence().asMap())
                    .containsEntry("column", "answer")
                    .containsEntry("file", folder.resolve("novel.txt").toString())
                    .containsEntry("longest_run", 50L)
                    .containsEntry("span_count", 1L)
                    .doesNotContainKey("line");
            assertThat(share.evidence().asMap())
                    .containsEntry("line", 1L)
                    .containsEntry("coverage", 0.8571)
                    .containsEntry("copied", 12L)
                    .containsEntry("words", 14L)
                    .extractingByKey("spans", InstanceOfAssertFactories.LIST)
                    .singleElement(InstanceOfAssertFactories.MAP)
                    .containsEntry("start", 10L)
                    .containsEntry("words", 12L)
                    .containsEntry("from_word", 70L)
                    .containsEntry("text", words("song", 70, 12));
        }
    }

    @Test
    void annotatesAndLooksIntoMessages() throws Exception {
        try (ReferenceTexts references = references(20)) {
            VerbatimOverlapGate gate =
                    new VerbatimOverlapGate("overlap", List.of("answer"), () -> references, new Limits(50, 0.5), true);
            Object chat = List.of(
                    Map.of("role", "user", "content", "Recite it."),
                    Map.of("role", "assistant", "content", words("novel", 0, 60)));

            Outcome.Passed hit = (Outcome.Passed) gate.apply(sample(chat), noWork());
            Outcome.Passed clean = (Outcome.Passed) gate.apply(sample("Short and own."), noWork());

            assertThat(hit.sample().data().value("verbatim_overlap"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("longest_run", 60L);
            assertThat(clean.sample().data().value("verbatim_overlap")).isNull();
        }
    }

    @Test
    void saysTheSameOnManyThreads() throws Exception {
        try (ReferenceTexts references = references(20)) {
            List<String> texts = IntStream.range(0, 400)
                    .mapToObj(i -> words("own", 0, 30) + " " + words("novel", i, 20 + i % 50))
                    .toList();
            List<Overlap> alone = texts.stream().map(references::overlap).toList();

            assertThat(texts.parallelStream().map(references::overlap).toList()).isEqualTo(alone);
        }
    }

    @Test
    void saysWhatIsWrongWithReferences() throws Exception {
        Path shortText = file("short.txt", "only four words here");
        Path other = file("other.jsonl", "{\"text\": \"a\"}\n{\"lyrics\": \"b\"}\n");

        assertThatThrownBy(() -> ReferenceTexts.read(List.of(shortText), "text", 20))
                .isInstanceOf(SeedbedException.class)
                .hasMessage("The reference texts have at most 4 words, but a run of 20 is looked for. Name other files,"
                        + " or look for shorter runs.");
        assertThatThrownBy(() -> ReferenceTexts.read(List.of(other), "text", 20))
                .hasMessage(
                        "The reference texts in " + other + " cannot be read: line 2: there is no column 'text', but"
                                + " there are lyrics. Name the one with the text.");
        assertThatThrownBy(() -> ReferenceTexts.read(List.of(folder.resolve("no.txt")), "text", 20))
                .hasMessageContaining("there is no such file");
    }
}
