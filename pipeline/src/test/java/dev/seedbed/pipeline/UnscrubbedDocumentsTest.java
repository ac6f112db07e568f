package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnscrubbedDocumentsTest {
    private static final StepType ASKING = StepType.named("generate", StepKind.GENERATOR, "Asks.")
            .taking(
                    Parameter.listOf("model", new Kind.ModelAlias(), "Whom."),
                    Parameter.flag("scrub", "Whether it masks first."));

    private static UnscrubbedDocuments.Bound load(String file) {
        return step(StepType.named("load", StepKind.SOURCE, "Reads."), Map.of(), List.of(Path.of("docs", file)));
    }

    private static UnscrubbedDocuments.Bound step(StepType type, Map<String, ?> settings, List<Path> files) {
        return new UnscrubbedDocuments.Bound(type, type.id(), Settings.of(settings), files);
    }

    private static UnscrubbedDocuments.Bound asking(Map<String, ?> settings) {
        return step(ASKING, settings, List.of());
    }

    @Test
    void saysThatDocumentsAreSentAsTheyAre() {
        assertThat(UnscrubbedDocuments.warnings(
                        List.of(load("letters.TXT"), asking(Map.of("model", List.of("writer"))))))
                .singleElement()
                .asString()
                .contains("`load` reads documents", "`generate` sends", "put `scrub` between");
    }

    @Test
    void saysNothingOfWhatIsScrubbedFirst() {
        UnscrubbedDocuments.Bound asks = asking(Map.of("model", List.of("writer")));
        for (String id : List.of("scrub", "personal-data")) {
            UnscrubbedDocuments.Bound looking =
                    step(StepType.named(id, StepKind.TRANSFORMER, "Looks."), Map.of(), List.of());
            assertThat(UnscrubbedDocuments.warnings(List.of(load("a.md"), looking, asks)))
                    .isEmpty();
            assertThat(UnscrubbedDocuments.warnings(List.of(load("a.md"), asks, looking)))
                    .hasSize(1);
        }
        assertThat(UnscrubbedDocuments.warnings(
                        List.of(load("a.md"), asking(Map.of("model", List.of("writer"), "scrub", true)))))
                .isEmpty();
    }

    @Test
    void saysNothingOfTablesAndOfWhatIsNeverSent() {
        assertThat(UnscrubbedDocuments.warnings(
                        List.of(load("prompts.jsonl"), asking(Map.of("model", List.of("writer"))))))
                .isEmpty();
        assertThat(UnscrubbedDocuments.warnings(List.of(load("a.txt"), asking(Map.of()))))
                .isEmpty();
        assertThat(UnscrubbedDocuments.warnings(List.of())).isEmpty();
    }
}
