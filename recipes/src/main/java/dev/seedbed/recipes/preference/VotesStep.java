package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.curate.judge.VerdictGrammar;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import dev.seedbed.recipes.internal.Picking;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Has two candidates compared by principles that are drawn, each in both orders, since judges prefer a place. A
/// candidate's score is its share of the votes. A principle of which one order cannot be read does not vote.
///
/// @param count how many principles are drawn
record VotesStep(String name, JudgeQuestion judge, List<String> principles, int count) implements Generator {
    static final String VOTES = "votes";
    static final String CONSISTENCY = "position_consistency";
    /// Whether the answer that was shown first is preferred. The reply may be nothing but the letter.
    static final VerdictGrammar<Boolean> FIRST =
            VerdictGrammar.choices("Answer", Map.of("A", true, "B", false)).alone();

    VotesStep {
        principles = List.copyOf(principles);
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Candidate> candidates = Candidate.of(sample.data());
        List<String> drawn = Picking.some(principles, count, work.random(0));
        List<Inquiry> inquiries = new ArrayList<>();
        for (String principle : drawn) {
            for (int shownFirst = 0; shownFirst < 2; shownFirst++) {
                inquiries.add(judge.about(
                        inquiries.size(),
                        Map.of(
                                "prompt", PromptStep.text(sample),
                                "principle", principle,
                                "first", candidates.get(shownFirst).answer(),
                                "second", candidates.get(1 - shownFirst).answer())));
            }
        }
        return counted(sample, candidates, drawn, judge.putAll(work, inquiries, FIRST));
    }

    private static Outcome counted(
            Sample sample, List<Candidate> candidates, List<String> drawn, List<Reading<Heard<Boolean>>> readings) {
        List<Data> votes = new ArrayList<>();
        int forFirst = 0;
        int agreeing = 0;
        int read = 0;
        for (int i = 0; i < drawn.size(); i++) {
            Data vote = Data.of("principle", drawn.get(i));
            if (readings.get(2 * i) instanceof Reading.Found<Heard<Boolean>> asIs
                    && readings.get(2 * i + 1) instanceof Reading.Found<Heard<Boolean>> swapped) {
                int one = asIs.value().value() ? 0 : 1;
                int other = swapped.value().value() ? 1 : 0;
                forFirst += (one == 0 ? 1 : 0) + (other == 0 ? 1 : 0);
                agreeing += one == other ? 1 : 0;
                read++;
                votes.add(vote.with("prefers", one).with("prefers_swapped", other));
            } else {
                votes.add(vote.with("prefers", null).with("prefers_swapped", null));
            }
        }
        if (read == 0) {
            return Outcome.rejected(new Rejection(
                    "unscored",
                    "of " + drawn.size() + " principles none has a vote that can be read in both orders",
                    Data.of(VOTES, votes)));
        }
        double share = forFirst / (2.0 * read);
        return Outcome.passed(sample.with(
                        Candidate.COLUMN,
                        Candidate.column(List.of(
                                candidates.get(0).with(Candidate.SCORE, share),
                                candidates.get(1).with(Candidate.SCORE, 1 - share))))
                .with(VOTES, votes)
                .with(CONSISTENCY, (double) agreeing / read));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(VOTES, CONSISTENCY));
    }
}
