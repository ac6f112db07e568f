package dev.seedbed.recipes.taxonomy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Has homework questions written, each about other key concepts of the syllabus; the syllabus itself goes.
///
/// @param most how many concepts a question is about at most
/// @param two the share of questions about two class sessions
record ConceptQuestionsStep(String name, Question question, int wanted, int most, double two) implements Generator {
    static final String SESSIONS = "class_sessions";
    static final String CONCEPTS = "key_concepts";
    static final String INSTRUCTION = "instruction";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Syllabus syllabus = Syllabus.of(sample.data().value(SyllabusStep.SYLLABUS));
        List<Syllabus.Focus> foci = syllabus.draw(wanted, most, two, work.random(0));
        List<Ask> asks = new ArrayList<>();
        for (Syllabus.Focus focus : foci) {
            asks.add(
                    question.ask(sample, values(sample.data(), syllabus, focus)).number(asks.size()));
        }
        List<Reading<String>> readings = question.putAll(work, asks, Reading.text());
        List<Data> rows = new ArrayList<>();
        for (int i = 0; i < foci.size(); i++) {
            Data row = sample.data()
                    .without(SyllabusStep.SYLLABUS)
                    .with(SESSIONS, foci.get(i).sessions())
                    .with(CONCEPTS, foci.get(i).concepts());
            rows.add(
                    switch (readings.get(i)) {
                        case Reading.Found<String> found -> row.with(INSTRUCTION, found.value());
                        case Reading.Unusable<String> unusable -> Sifting.marked(row, unusable.rejection());
                    });
        }
        return Outcome.became(sample.children(name, rows));
    }

    private static Map<String, Object> values(Data data, Syllabus syllabus, Syllabus.Focus focus) {
        return Map.of(
                "discipline", data.text(Disciplines.DISCIPLINE),
                "subject", data.text("subject"),
                "level", data.text("subject_level"),
                "syllabus", syllabus.asColumn(),
                "sessions", focus.sessions(),
                "concepts", focus.concepts());
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.minus(List.of(SyllabusStep.SYLLABUS)).plus(List.of(SESSIONS, CONCEPTS, INSTRUCTION));
    }
}
