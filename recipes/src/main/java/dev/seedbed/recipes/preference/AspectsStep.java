package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import dev.seedbed.recipes.internal.Picking;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// Has the candidates of a prompt rated by each aspect, all of them in one question, in an order that is drawn for
/// each aspect. A row of which an aspect cannot be read is rejected; the released code goes on without it.
///
/// @param questions by aspect
/// @param worldKnowledge what is known of the right answer
record AspectsStep(String name, Map<Aspect, JudgeQuestion> questions, Optional<Template> worldKnowledge)
        implements Generator {
    static final String ANNOTATIONS = "annotations";

    AspectsStep {
        questions = Map.copyOf(questions);
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Candidate> candidates = Candidate.of(sample.data());
        List<Data> annotations = new ArrayList<>();
        candidates.forEach(each -> annotations.add(Data.empty()));
        for (Aspect aspect : Aspect.values()) {
            List<Integer> order = Picking.some(
                    IntStream.range(0, candidates.size()).boxed().toList(),
                    candidates.size(),
                    work.random(aspect.number()));
            switch (rated(sample, work, aspect, order, candidates)) {
                case Reading.Found<Heard<List<Data>>> found -> {
                    for (int i = 0; i < candidates.size(); i++) {
                        Data one = found.value().value().get(order.indexOf(i));
                        annotations.set(i, annotations.get(i).with(aspect.word(), one));
                    }
                }
                case Reading.Unusable<Heard<List<Data>>> unusable -> {
                    return Outcome.rejected(named(aspect, unusable.rejection()));
                }
            }
        }
        List<Candidate> rated = IntStream.range(0, candidates.size())
                .mapToObj(i -> candidates.get(i).with(ANNOTATIONS, annotations.get(i)))
                .toList();
        return Outcome.passed(sample.with(Candidate.COLUMN, Candidate.column(rated)));
    }

    private Reading<Heard<List<Data>>> rated(
            Sample sample, Work work, Aspect aspect, List<Integer> order, List<Candidate> candidates)
            throws InterruptedException {
        JudgeQuestion question = Objects.requireNonNull(questions.get(aspect));
        Map<String, Object> values = new HashMap<>();
        values.put("prompt", PromptStep.text(sample));
        values.put("texts", order.stream().map(i -> candidates.get(i).answer()).toList());
        values.put(
                "world_knowledge",
                worldKnowledge
                        .map(template -> template.render(sample.data().asMap()))
                        .filter(text -> !text.isBlank())
                        .orElse("No additional world knowledge."));
        return question.put(work, question.about(aspect.number(), values), aspect.of(candidates.size()));
    }

    private static Rejection named(Aspect aspect, Rejection rejection) {
        return new Rejection(
                rejection.reason().equals("unscored") ? Aspect.MISSING : rejection.reason(),
                aspect.word() + ": " + rejection.explanation(),
                rejection.evidence().with("aspect", aspect.word()));
    }
}
