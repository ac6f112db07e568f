package dev.seedbed.recipes.taxonomy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.JsonQuestion;
import dev.seedbed.recipes.internal.Reading;
import java.util.List;
import java.util.Map;

/// Has a syllabus written for a subject.
record SyllabusStep(String name, JsonQuestion question) implements Generator {
    static final String SYLLABUS = "syllabus";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Data data = sample.data();
        Map<String, Object> values = Map.of(
                "discipline", data.text(Disciplines.DISCIPLINE),
                "subject", data.text("subject"),
                "level", data.text("subject_level"),
                "subtopics", data.value("subtopics") instanceof List<?> subtopics ? subtopics : List.of());
        return switch (question.put(work, question.question().ask(sample, values))) {
            case Reading.Unusable<Data> unusable -> Outcome.rejected(unusable.rejection());
            case Reading.Found<Data> found ->
                Outcome.passed(sample.with(
                        SYLLABUS, Syllabus.of(found.value().value("sessions")).asColumn()));
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(SYLLABUS));
    }
}
