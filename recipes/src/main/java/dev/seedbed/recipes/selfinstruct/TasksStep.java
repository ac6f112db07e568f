package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Picking;
import dev.seedbed.recipes.internal.Sifting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Shows the model some tasks of people and has it write the rest of the list, whole tasks each (Alpaca). Every
/// part of the reply becomes a sample, those that are not of the form marked for the [Sifting] behind.
///
/// @param demonstrations how many tasks are shown
/// @param listed how many tasks the model is told that the list has
/// @param retries how often a reply without any task is asked for again
record TasksStep(
        String name,
        Asking asking,
        Template prompt,
        Sampling sampling,
        TaskPool pool,
        int demonstrations,
        int listed,
        int retries)
        implements Generator {
    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Ask ask = asking.ask(sample, prompt, text(work), sampling);
        for (int attempt = 0; ; attempt++) {
            Reply reply = work.ask(ask.attempt(attempt));
            if (reply.finish() == Finish.FILTERED) {
                return Outcome.rejected(new Rejection(
                        "filtered", "the endpoint withheld or cut the reply", Data.of("text", reply.text())));
            }
            List<TaskList> parts = parts(reply);
            if (attempt == retries
                    || whole(parts, reply).stream().anyMatch(part -> part.task().isPresent())) {
                return Outcome.became(sample.children(name, rows(sample.data(), parts, reply)));
            }
        }
    }

    private String text(Work work) {
        List<SeedTask> shown = Picking.some(pool.human(), demonstrations, work.random(0));
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (SeedTask task : shown) {
            SeedTask form = TaskList.shown(task);
            tasks.add(
                    Map.of(Tasks.INSTRUCTION, form.instruction(), Tasks.INPUT, form.input(), "output", form.output()));
        }
        return prompt.render(Map.of("demonstrations", tasks, "next", shown.size() + 1L, "listed", (long) listed));
    }

    private List<TaskList> parts(Reply reply) {
        int first = demonstrations + 1;
        return asking.inChat() ? TaskList.replied(reply.text(), first) : TaskList.continued(reply.text(), first);
    }

    /// Those that the token limit did not cut.
    private static List<TaskList> whole(List<TaskList> parts, Reply reply) {
        return reply.finish() == Finish.LENGTH ? parts.subList(0, parts.size() - 1) : parts;
    }

    private List<Data> rows(Data before, List<TaskList> parts, Reply reply) {
        int whole = whole(parts, reply).size();
        return IntStream.range(0, parts.size())
                .mapToObj(i -> row(before, parts.get(i), demonstrations + 1 + i, i >= whole))
                .toList();
    }

    /// @param cut whether this is where the token limit cut the reply
    private Data row(Data before, TaskList part, int number, boolean cut) {
        if (cut) {
            return faulty(
                    before,
                    "truncated",
                    "the reply was cut by its limit of " + sampling.maxTokens() + " tokens within this task",
                    part.text());
        }
        if (part.task().isEmpty()) {
            return faulty(
                    before,
                    "malformed-task",
                    "between two ### must stand '" + number + ". Instruction:', '" + number + ". Input:' and '" + number
                            + ". Output:', once each",
                    part.text());
        }
        SeedTask task = part.task().get();
        if (task.output().isEmpty()) {
            return faulty(before, "empty-output", "there is no output", part.text());
        }
        return before.with(Tasks.INSTRUCTION, task.instruction())
                .with(Tasks.INPUT, task.input())
                .with(Tasks.ANSWER, task.output());
    }

    private static Data faulty(Data before, String reason, String explanation, String text) {
        return Sifting.marked(before, new Rejection(reason, explanation, Data.of("text", text)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Tasks.INSTRUCTION, Tasks.INPUT, Tasks.ANSWER));
    }
}
