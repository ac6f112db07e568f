package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.SampleStep;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmbedStepTest {
    private static final Sample SAMPLE = Sample.root(
            "load", Data.of("text", "two words").with("blank", " \n").with("number", 17));

    private static SampleStep step(Map<String, Object> settings) {
        return (SampleStep) new BuildingFake(
                        EmbedStep.TYPE,
                        settings,
                        Columns.none().plus(List.of("text", "blank", "number")),
                        Set.of(Capability.EMBED))
                .buildOne();
    }

    private static Data embedded(Map<String, Object> settings, WorkFake work) throws InterruptedException {
        return ((Outcome.Passed) step(settings).apply(SAMPLE, work)).sample().data();
    }

    @Test
    void addsTheNumbersAsShortAsTheyCanBeWritten() throws Exception {
        WorkFake work = new WorkFake(SAMPLE, "embed");
        Data row = embedded(Map.of("model", "meaning"), work);

        assertThat(work.embedded).containsExactly("two words");
        // The float 0.3f widened to a double would be 0.30000001192092896.
        assertThat(Json.write(row.value("embedding"))).isEqualTo("[9.0,0.3]");
        assertThat(step(Map.of("model", "meaning"))
                        .columnsAfter(Columns.none().plus(List.of("text")))
                        .names())
                .containsExactly("text", "embedding");
    }

    @Test
    void embedsAnotherColumnIntoAnother() throws Exception {
        WorkFake work = new WorkFake(SAMPLE, "embed");
        Data row = embedded(Map.of("model", "meaning", "column", "number", "into", "vector"), work);

        assertThat(work.embedded).containsExactly("17");
        assertThat(row.columns()).containsExactly("text", "blank", "number", "vector");
    }

    @Test
    void failsASampleWithNothingToEmbed() {
        for (String column : List.of("blank", "absent")) {
            WorkFake work = new WorkFake(SAMPLE, "embed");
            assertThatThrownBy(() -> embedded(Map.of("model", "meaning", "column", column), work))
                    .isInstanceOf(TemplateException.class)
                    .hasMessage("column '" + column + "' holds no text to embed; drop such samples before this step");
            assertThat(work.embedded).isEmpty();
        }
    }
}
