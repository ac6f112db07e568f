package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageAndTopicGatesTest {
    private static final String GERMAN = "Das Wetter ist heute schön, und wir gehen in den Wald.";
    private static final String ENGLISH = "The weather is fine today, and we walk in the woods.";

    @TempDir
    private Path folder = Path.of("");

    private static Optional<Rejection> judge(String step, Map<String, ?> settings, Data data) throws Exception {
        Built built = Built.of(step, settings);
        assertThat(built.problems).isEmpty();
        return ((Gate) built.step).judge(Sample.root("load", data), noWork());
    }

    /// These gates ask for nothing.
    private static Work noWork() {
        return (Work) Proxy.newProxyInstance(
                Work.class.getClassLoader(), new Class<?>[] {Work.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });
    }

    @Test
    void rejectsAnotherLanguageThanTheAllowedWithTheEvidence() throws Exception {
        Rejection rejection = judge("language", Map.of("allow", List.of("en", "fr")), Data.of("answer", GERMAN))
                .orElseThrow();

        assertThat(rejection.reason()).isEqualTo("wrong-language");
        assertThat(rejection.explanation())
                .startsWith("answer is in de (probability ")
                .endsWith("allowed: en, fr");
        assertThat(rejection.evidence().asMap())
                .containsEntry("column", "answer")
                .containsEntry("language", "de")
                .containsEntry("allowed", List.of("en", "fr"))
                .containsKeys("probability", "margin");
        assertThat(judge("language", Map.of("allow", List.of("de")), Data.of("answer", GERMAN)))
                .isEmpty();
    }

    @Test
    void wantsTheLanguageOfAnotherColumn() throws Exception {
        Map<String, ?> settings = Map.of("as", "instruction");

        assertThat(judge("language", settings, Data.of("instruction", ENGLISH).with("answer", GERMAN)))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("wrong-language");
        assertThat(judge("language", settings, Data.of("instruction", GERMAN).with("answer", GERMAN)))
                .isEmpty();
        assertThat(judge(
                        "language",
                        settings,
                        Data.of("instruction", "2 + 2 = ?").with("answer", GERMAN)))
                .isEmpty();
    }

    @Test
    void keepsOrRejectsWhatDoesNotSayItsLanguage() throws Exception {
        Data number = Data.of("answer", "42");

        assertThat(judge("language", Map.of("allow", List.of("en")), number)).isEmpty();
        assertThat(judge("language", Map.of("allow", List.of("en"), "unknown", "reject"), number))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("unknown-language");
    }

    @Test
    void saysWhatIsWrongWithItsSettings() {
        assertThat(Built.of("language", Map.of()).problems).anyMatch(problem -> problem.contains("give one of them"));
        assertThat(Built.of("language", Map.of("allow", List.of("english"))).problems)
                .anyMatch(problem -> problem.contains("names english, but the languages that can be told are af am"));
        assertThat(Built.of("topic", Map.of()).problems).anyMatch(problem -> problem.contains("give one of them"));
    }

    @Test
    void takesALikelyLanguageWhereTwoCouldBeMeant() throws Exception {
        Map<String, Object> malay =
                Map.of("allow", List.of("ms"), "likely", List.of("ms"), "likely-times", 1_000_000.0);
        Map<String, Object> indonesian =
                Map.of("allow", List.of("ms"), "likely", List.of("id"), "likely-times", 1_000_000.0);
        assertThat(judge("language", malay, Data.of("answer", "selamat pagi"))).isEmpty();
        assertThat(judge("language", indonesian, Data.of("answer", "selamat pagi")))
                .isPresent();
        assertThat(Built.of("language", Map.of("allow", List.of("ms"), "likely", List.of("malay"))).problems)
                .anyMatch(problem -> problem.contains("names malay, but the languages that can be told are af am"));
    }

    @Test
    void rejectsMixedScripts() throws Exception {
        assertThat(judge("script-mixing", Map.of(), Data.of("answer", "Type your p\u0430ssword here.")))
                .get()
                .satisfies(rejection -> {
                    assertThat(rejection.reason()).isEqualTo("mixed-word");
                    assertThat(rejection.evidence().asMap()).containsEntry("match", "p\u0430ssword");
                });
    }

    @Test
    void rejectsCoarseWordsButNotPlainOnesOfMedicine() throws Exception {
        assertThat(judge("toxicity", Map.of(), Data.of("answer", "Well, sh1t happens to us all.")))
                .get()
                .satisfies(rejection -> {
                    assertThat(rejection.reason()).isEqualTo("coarse-words");
                    assertThat(rejection.evidence().asMap())
                            .containsEntry("words", List.of("shit"))
                            .containsEntry("position", 6L);
                });
        assertThat(judge("toxicity", Map.of(), Data.of("answer", "Screening finds cancer of the breasts and rectum.")))
                .isEmpty();
        assertThat(judge("toxicity", Map.of(), Data.of("answer", "The people of Scunthorpe like their town.")))
                .isEmpty();
    }

    @Test
    void takesWordsOfAFileAndBoundsByCountAndShare() throws Exception {
        Path words = file("# ours\nblasted\n\n");
        String text = "The blasted machine did not start, and so we went home on foot.";

        assertThat(judge("toxicity", Map.of("words", words), Data.of("answer", text)))
                .isPresent();
        assertThat(judge("toxicity", Map.of("words", words, "max-count", 1L), Data.of("answer", text)))
                .isEmpty();
        assertThat(judge("toxicity", Map.of("words", words, "max-share", 0.2), Data.of("answer", text)))
                .isEmpty();
        assertThat(judge("toxicity", Map.of("words", words, "allow", List.of("blasted")), Data.of("answer", text)))
                .isEmpty();
    }

    @Test
    void keepsToATopicAndOffAnother() throws Exception {
        Map<String, ?> settings = Map.of("allow", List.of("energy", "force"), "deny", List.of("horoscope"));

        assertThat(judge("topic", settings, Data.of("answer", "Force is mass times acceleration.")))
                .isEmpty();
        assertThat(judge("topic", settings, Data.of("answer", "A cake needs flour and eggs.")))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("other-topic");
        assertThat(judge("topic", settings, Data.of("answer", "Your horoscope: much energy today.")))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("denied-topic");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("words.txt"), text);
    }
}
