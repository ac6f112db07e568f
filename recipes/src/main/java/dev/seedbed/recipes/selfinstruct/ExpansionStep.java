package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Picking;
import dev.seedbed.recipes.internal.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows some of the seeds and asks for more of their kind, different from each other in named ways.
record ExpansionStep(
        String name,
        Question question,
        JsonReplies replies,
        TaskPool pool,
        String what,
        int shown,
        int wanted,
        List<String> diversity)
        implements Generator {
    static final String EXAMPLES = "examples";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Map<String, Object> values = Map.of(
                EXAMPLES,
                Picking.some(pool.instructions(), shown, work.random(0)),
                "what",
                what,
                "wanted",
                (long) wanted,
                "diversity",
                diversity);
        return switch (replies.ask(work, question.ask(sample, values))) {
            case JsonReplies.Invalid invalid -> Outcome.rejected(invalid.rejection());
            case JsonReplies.Value given -> Outcome.became(sample.children(name, rows(sample.data(), given.object())));
        };
    }

    private static List<Data> rows(Data before, Data reply) {
        List<Data> rows = new ArrayList<>();
        if (reply.value(EXAMPLES) instanceof List<?> texts) {
            texts.forEach(text ->
                    rows.add(before.with(Tasks.INSTRUCTION, String.valueOf(text).strip())));
        }
        return rows;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Tasks.INSTRUCTION));
    }
}
