package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes the candidates from a column, where something else has made them.
///
/// @param scoresColumn a column with their scores, in the same order, if they have none themselves
record CandidatesStep(String name, String column, Optional<String> scoresColumn) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        Optional<List<Candidate>> read = Candidate.ofColumn(sample.data().value(column));
        if (read.isEmpty()) {
            return malformed(sample, column, "must hold a list of texts, or of objects with a text `answer`");
        }
        if (scoresColumn.isEmpty()) {
            return Outcome.passed(sample.with(Candidate.COLUMN, Candidate.column(read.get())));
        }
        List<Candidate> candidates = read.get();
        String need = "must hold " + candidates.size() + " numbers, one for each entry of '" + column + "'";
        if (!(sample.data().value(scoresColumn.get()) instanceof List<?> numbers)
                || numbers.size() != candidates.size()) {
            return malformed(sample, scoresColumn.get(), need);
        }
        List<Candidate> scored = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            if (!(numbers.get(i) instanceof Number number)) {
                return malformed(sample, scoresColumn.get(), need);
            }
            scored.add(candidates.get(i).with(Candidate.SCORE, number));
        }
        return Outcome.passed(sample.with(Candidate.COLUMN, Candidate.column(scored)));
    }

    private static Outcome malformed(Sample sample, String column, String need) {
        Object value = sample.data().value(column);
        return Outcome.rejected(new Rejection(
                "malformed-candidates",
                "column '" + column + "' holds " + Json.kind(value) + ", but " + need,
                Data.of(column, value)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Candidate.COLUMN));
    }
}
