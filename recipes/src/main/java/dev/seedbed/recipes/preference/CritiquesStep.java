package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.curate.judge.Scale;
import dev.seedbed.curate.judge.VerdictGrammar;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Has each candidate criticised and scored, and mends the scores that the authors found to be wrong: a 10 for an
/// answer whose aspects average 2 or less is a 1; a 10 for one with 4 or less is asked for again.
///
/// @param byAspects whether the mean of the aspects is the candidate's score, or the overall score
record CritiquesStep(String name, JudgeQuestion critique, JudgeQuestion rescore, boolean byAspects)
        implements Generator {
    /// The prompt for a score that was lost asks for nothing else, so it may stand alone.
    private static final VerdictGrammar<Double> SCORE = VerdictGrammar.scores(new Scale(1, 10, true));

    private static final String CALIBRATION_EXAMPLE = "For instance, ";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Candidate> candidates = Candidate.of(sample.data());
        List<Inquiry> inquiries = new ArrayList<>();
        for (Candidate candidate : candidates) {
            inquiries.add(
                    critique.about(inquiries.size(), values(sample, candidate, "principle", principle(candidate))));
        }
        List<Candidate> scored = new ArrayList<>();
        for (Reading<Heard<Double>> reading : critique.putAll(work, inquiries, SCORE)) {
            int index = scored.size();
            switch (reading) {
                case Reading.Unusable<Heard<Double>> unusable -> {
                    return Outcome.rejected(unusable.rejection());
                }
                case Reading.Found<Heard<Double>> found -> {
                    switch (mended(sample, work, index, candidates.get(index), found.value())) {
                        case Reading.Unusable<Double> unusable -> {
                            return Outcome.rejected(unusable.rejection());
                        }
                        case Reading.Found<Double> overall ->
                            scored.add(scored(candidates.get(index), found.value(), overall.value()));
                    }
                }
            }
        }
        return Outcome.passed(sample.with(Candidate.COLUMN, Candidate.column(scored)));
    }

    private Reading<Double> mended(Sample sample, Work work, int index, Candidate candidate, Heard<Double> given)
            throws InterruptedException {
        OptionalDouble mean = mean(candidate);
        if (given.value() != 10 || mean.isEmpty() || mean.getAsDouble() > 4) {
            return Reading.found(given.value());
        }
        if (mean.getAsDouble() <= 2) {
            return Reading.found(1.0);
        }
        Inquiry again = rescore.about(
                Candidate.of(sample.data()).size() + index, values(sample, candidate, "critique", given.reasons()));
        return switch (rescore.put(work, again, SCORE.alone())) {
            case Reading.Found<Heard<Double>> found ->
                Reading.found(found.value().value());
            case Reading.Unusable<Heard<Double>> unusable -> new Reading.Unusable<>(unusable.rejection());
        };
    }

    private Candidate scored(Candidate candidate, Heard<Double> given, double overall) {
        OptionalDouble mean = mean(candidate);
        @Nullable Double fine = mean.isPresent() ? (Double) mean.getAsDouble() : null;
        return candidate
                .with("critique", given.reasons())
                .with("overall_score", overall)
                .with("fine-grained_score", fine)
                .with(Candidate.SCORE, byAspects ? fine : (Double) overall);
    }

    private static OptionalDouble mean(Candidate candidate) {
        return candidate.fields().value(AspectsStep.ANNOTATIONS) instanceof Map<?, ?> annotations
                ? Aspect.mean(asData(annotations))
                : OptionalDouble.empty();
    }

    @SuppressWarnings("unchecked") // an object of JSON has no other keys
    private static Data asData(Map<?, ?> map) {
        return Data.copyOf((Map<String, @Nullable Object>) map);
    }

    private static Map<String, String> values(Sample sample, Candidate candidate, String name, String value) {
        return Map.of("prompt", PromptStep.text(sample), "answer", candidate.answer(), name, value);
    }

    private static String principle(Candidate candidate) {
        String text = candidate.fields().text("custom_system_prompt");
        int example = text.indexOf(CALIBRATION_EXAMPLE);
        return example < 0 ? text : text.substring(0, example).strip();
    }
}
