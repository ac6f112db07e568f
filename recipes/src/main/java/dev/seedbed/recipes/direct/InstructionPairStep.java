package dev.seedbed.recipes.direct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Asks for an instruction and its response, for one cell of the grid of domains and difficulties.
///
/// @param draws whether the draw chooses the cell; otherwise candidates take the cells in turn, or samples by the
///     number that [TurnStep] gave them
record InstructionPairStep(
        String name,
        Question question,
        JsonReplies replies,
        List<String> domains,
        List<String> difficulties,
        boolean draws)
        implements Generator {
    static final String DOMAIN = "domain";
    static final String DIFFICULTY = "difficulty";
    static final String INSTRUCTION = "instruction";
    static final String RESPONSE = "response";
    static final String ANSWER = "answer";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        RandomGenerator random = work.random(0);
        long turn = sample.data().value(TurnStep.TURN) instanceof Number number ? number.longValue() : work.candidate();
        String domain = domains.get(draws ? random.nextInt(domains.size()) : (int) (turn % domains.size()));
        String difficulty = difficulties.get(
                draws ? random.nextInt(difficulties.size()) : (int) (turn / domains.size() % difficulties.size()));
        Data cell = sample.data().without(TurnStep.TURN).with(DOMAIN, domain).with(DIFFICULTY, difficulty);
        return switch (replies.ask(work, question.ask(sample, Map.of(DOMAIN, domain, DIFFICULTY, difficulty)))) {
            case JsonReplies.Invalid invalid -> Outcome.rejected(inCell(invalid.rejection(), domain, difficulty));
            case JsonReplies.Value given ->
                Outcome.passed(sample.with(
                        cell.with(INSTRUCTION, given.object().text(INSTRUCTION).strip())
                                .with(ANSWER, given.object().text(RESPONSE).strip())));
        };
    }

    private static Rejection inCell(Rejection rejection, String domain, String difficulty) {
        return new Rejection(
                rejection.reason(),
                rejection.explanation(),
                rejection.evidence().with(DOMAIN, domain).with(DIFFICULTY, difficulty));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.minus(List.of(TurnStep.TURN)).plus(List.of(DOMAIN, DIFFICULTY, INSTRUCTION, ANSWER));
    }
}
