package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Has a prompt answered several times, into the column `candidates`.
///
/// @param pool the models, which take turns; they share their retries
/// @param count how many answers are asked for
/// @param fewest how many of them must be usable
record AnswersStep(String name, List<Answering> pool, int count, int fewest) implements Generator {
    AnswersStep {
        pool = List.copyOf(pool);
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Ask> asks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asks.add(pool.get(i % pool.size()).ask(sample).number(i));
        }
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Integer> faults = new TreeMap<>();
        String last = "";
        List<Reading<String>> answers = pool.getFirst().question().putAll(work, asks, Reading.text());
        for (int i = 0; i < count; i++) {
            switch (answers.get(i)) {
                case Reading.Found<String> found ->
                    candidates.add(Candidate.of(found.value())
                            .with(Candidate.MODEL, asks.get(i).model().alias()));
                case Reading.Unusable<String> unusable -> {
                    faults.merge(unusable.rejection().reason(), 1, Integer::sum);
                    last = unusable.rejection().evidence().text("text");
                }
            }
        }
        if (candidates.size() < fewest) {
            return Outcome.rejected(new Rejection(
                    "too-few-answers",
                    "of " + count + " answers " + candidates.size() + " can be used, but " + fewest + " are needed: "
                            + faults,
                    Data.of("faults", faults).with("text", last)));
        }
        return Outcome.passed(sample.with(Candidate.COLUMN, Candidate.column(candidates)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Candidate.COLUMN));
    }
}
