package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import dev.seedbed.recipes.internal.OwnWords;
import dev.seedbed.recipes.internal.Picking;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.preference.Constitution.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Has the answer in `initial` criticised and revised, round after round, each by a principle that is drawn. A
/// revision takes the answer's place for the next round; all texts stay in `rounds`.
///
/// @param principles to draw from, each at most once a row while there are others
/// @param criticises whether a critique comes before each revision
record RevisionsStep(
        String name,
        JudgeQuestion critique,
        JudgeQuestion revision,
        List<Revision> principles,
        int rounds,
        boolean criticises)
        implements Generator {
    static final String INITIAL = "initial";
    static final String ROUNDS = "rounds";
    static final String REVISED = "revised";

    RevisionsStep {
        principles = List.copyOf(principles);
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String answer = sample.data().text(INITIAL);
        List<Data> done = new ArrayList<>();
        List<Revision> drawn = Picking.some(principles, rounds, work.random(0));
        for (int round = 0; round < rounds; round++) {
            Revision principle = drawn.get(round % drawn.size());
            String critic = "";
            if (criticises) {
                Reading<String> said = put(sample, work, critique, 2 * round, answer, "", principle.critique());
                switch (said) {
                    case Reading.Found<String> found -> critic = found.value();
                    case Reading.Unusable<String> unusable -> {
                        return rejected(unusable.rejection(), round, "critique", done);
                    }
                }
            }
            switch (put(sample, work, revision, 2 * round + 1, answer, critic, principle.revision())) {
                case Reading.Found<String> found -> answer = found.value();
                case Reading.Unusable<String> unusable -> {
                    return rejected(unusable.rejection(), round, "revision", done);
                }
            }
            done.add(Data.of("principle", principle.id())
                    .with("critique", criticises ? critic : null)
                    .with("revision", answer));
        }
        return Outcome.passed(sample.with(ROUNDS, done).with(REVISED, answer));
    }

    private static Reading<String> put(
            Sample sample,
            Work work,
            JudgeQuestion question,
            int number,
            String answer,
            String critique,
            String request)
            throws InterruptedException {
        Map<String, String> values =
                Map.of("prompt", PromptStep.text(sample), "answer", answer, "critique", critique, "request", request);
        return switch (question.put(work, question.about(number, values), new OwnWords())) {
            case Reading.Found<Heard<String>> found ->
                Reading.found(found.value().value());
            case Reading.Unusable<Heard<String>> unusable -> new Reading.Unusable<>(unusable.rejection());
        };
    }

    private static Outcome rejected(Rejection rejection, int round, String part, List<Data> done) {
        return Outcome.rejected(new Rejection(
                rejection.reason(),
                "the " + part + " of round " + (round + 1) + ": " + rejection.explanation(),
                rejection.evidence().with("round", round + 1).with(ROUNDS, done)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(ROUNDS, REVISED));
    }
}
