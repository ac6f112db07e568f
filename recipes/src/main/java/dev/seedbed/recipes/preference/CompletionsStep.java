package dev.seedbed.recipes.preference;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Picking;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Has a prompt answered by different models of a pool, each told a principle to keep to. All of them must answer:
/// a row with fewer would be compared among fewer.
///
/// @param count how many models are drawn
/// @param source the column that says where the prompt is from
record CompletionsStep(
        String name, List<Answering> pool, int count, Principles.Sampling sampling, Optional<String> source)
        implements Generator {
    CompletionsStep {
        pool = List.copyOf(pool);
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Answering> drawn = Picking.some(pool, count, work.random(0));
        RandomGenerator random = work.random(1);
        String from =
                source.flatMap(column -> sample.data().textIfPresent(column)).orElse("");
        List<Candidate> begun = new ArrayList<>();
        List<Ask> asks = new ArrayList<>();
        for (Answering each : drawn) {
            String family = sampling.family(from, random);
            String principle = Principles.text(family, random);
            begun.add(Candidate.of("")
                    .with(Candidate.MODEL, each.question().model().alias())
                    .with("principle", family)
                    .with("custom_system_prompt", principle));
            asks.add(each.ask(sample, principle).number(asks.size()));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Reading<String> answer : pool.getFirst().question().putAll(work, asks, Reading.text())) {
            switch (answer) {
                case Reading.Found<String> found ->
                    candidates.add(begun.get(candidates.size()).with(Candidate.ANSWER, found.value()));
                case Reading.Unusable<String> unusable -> {
                    return Outcome.rejected(unusable.rejection());
                }
            }
        }
        return Outcome.passed(sample.with(Candidate.COLUMN, Candidate.column(candidates)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Candidate.COLUMN));
    }
}
