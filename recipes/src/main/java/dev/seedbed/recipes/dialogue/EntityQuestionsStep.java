package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes children of a meta question about an entity: itself, specific questions and general ones, told apart in
/// `question_kind`. What could not be read of a list becomes a child too, marked for [Sifting].
record EntityQuestionsStep(String name, Question specific, int specifics, Question general, int generals)
        implements Generator {
    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Data meta = sample.data().with("meta_question", sample.data().text("question"));
        List<Data> children = new ArrayList<>(List.of(meta.with("question_kind", "meta")));
        Reading<Listed> first = list(work, sample, specific, specifics, 0);
        Reading<Listed> second = list(work, sample, general, generals, 1);
        add(children, meta, first, "specific");
        add(children, meta, second, "general");
        return Outcome.became(sample.children(name, children));
    }

    private static void add(List<Data> children, Data meta, Reading<Listed> reading, String kind) {
        Data parent = meta.with("question_kind", kind);
        switch (reading) {
            case Reading.Found<Listed> found -> children.addAll(found.value().rows(parent, "question"));
            case Reading.Unusable<Listed> unusable ->
                children.add(Sifting.marked(parent.without("question"), unusable.rejection()));
        }
    }

    private static Reading<Listed> list(Work work, Sample sample, Question question, int count, int number)
            throws InterruptedException {
        if (count == 0) {
            return Reading.found(Listed.NONE);
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>(sample.data().asMap());
        values.put("count", count);
        return question.put(work, question.ask(sample, values).number(number), reply -> Listed.read(reply, count));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of("meta_question", "question_kind"));
    }
}
