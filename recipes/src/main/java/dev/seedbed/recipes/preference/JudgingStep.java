package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.curate.judge.VerdictForm;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Has each candidate judged by itself, some times over, and gives it the mean as its score. All that the judge
/// said is kept in `judgements`. A candidate of which one judgement cannot be read has no score, as a mean of
/// fewer would be another measure than that of its rivals.
///
/// @param times how often each is judged
record JudgingStep(String name, JudgeQuestion judge, int times, VerdictForm<Double> points) implements Generator {
    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Candidate> candidates = Candidate.of(sample.data());
        List<Inquiry> inquiries = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Map<String, String> values = Map.of(
                    "prompt", PromptStep.text(sample),
                    "answer", candidate.answer());
            for (int time = 0; time < times; time++) {
                inquiries.add(judge.about(inquiries.size(), values));
            }
        }
        List<Reading<Heard<Double>>> verdicts = judge.putAll(work, inquiries, points);
        List<Candidate> judged = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            judged.add(judged(candidates.get(i), verdicts.subList(i * times, (i + 1) * times)));
        }
        long scored = judged.stream().filter(each -> each.score().isPresent()).count();
        if (scored < 2) {
            return Outcome.rejected(new Rejection(
                    "unscored",
                    "the judge's points can be read for " + scored + " of " + judged.size()
                            + " answers, but two are needed",
                    Data.of(Candidate.COLUMN, Candidate.column(judged))));
        }
        return Outcome.passed(sample.with(Candidate.COLUMN, Candidate.column(judged)));
    }

    private static Candidate judged(Candidate candidate, List<Reading<Heard<Double>>> verdicts) {
        List<Data> judgements = new ArrayList<>();
        double sum = 0;
        boolean all = true;
        for (Reading<Heard<Double>> reading : verdicts) {
            switch (reading) {
                case Reading.Found<Heard<Double>> found -> {
                    sum += found.value().value();
                    judgements.add(Data.of("score", found.value().value())
                            .with("text", found.value().reply()));
                }
                case Reading.Unusable<Heard<Double>> unusable -> {
                    all = false;
                    judgements.add(Data.of("score", null)
                            .with("text", unusable.rejection().evidence().text("text"))
                            .with("unusable", unusable.rejection().explanation()));
                }
            }
        }
        @Nullable Double mean = all ? (Double) (sum / verdicts.size()) : null;
        return candidate.with(Candidate.SCORE, mean).with("judgements", judgements);
    }
}
