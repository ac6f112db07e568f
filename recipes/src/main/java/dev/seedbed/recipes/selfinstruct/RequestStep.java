package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.LookBehind;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Picking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Shows the model some tasks of the pool and has it write more (Self-Instruct, section 2.2). The first
/// requests show tasks of people only, as there are no others yet.
///
/// @param window how many candidates ago the pool is looked at
/// @param demonstrations how many tasks are shown
/// @param fromMachine how many of them, at most, are the model's own
record RequestStep(
        String name,
        Asking asking,
        Template prompt,
        Sampling sampling,
        TaskPool pool,
        int window,
        int demonstrations,
        int fromMachine,
        Words.Capitals capitals)
        implements Generator {

    @Override
    public Optional<LookBehind> lookBehind() {
        return Optional.of(new LookBehind(pool, window));
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<String> shown = shown(pool.machine(work.candidate() - window), pool.instructions(), work.random(0));
        String text = prompt.render(Map.of(
                "demonstrations", shown.stream().map(InstructionList::line).toList(), "next", shown.size() + 1L));
        Reply reply = work.ask(asking.ask(sample, prompt, text, sampling));
        if (reply.finish() == Finish.FILTERED) {
            return rejected("filtered", "the endpoint withheld or cut the reply", reply.text());
        }
        if (reply.finish() == Finish.LENGTH) {
            // The last instruction is cut, and which one that is cannot be told from the text.
            return rejected(
                    "truncated",
                    "the reply was cut by its limit of " + sampling.maxTokens() + " tokens, so all of it is discarded",
                    reply.text());
        }
        List<String> instructions = asking.inChat()
                ? InstructionList.replied(reply.text(), capitals)
                : InstructionList.continued(reply.text(), capitals);
        if (instructions.isEmpty()) {
            return rejected("no-instructions", "there is no instruction in the reply", reply.text());
        }
        return Outcome.became(sample.children(
                name,
                instructions.stream()
                        .map(instruction -> Data.of(Tasks.INSTRUCTION, instruction))
                        .toList()));
    }

    private List<String> shown(List<String> machine, List<String> human, RandomGenerator random) {
        List<String> shown = new ArrayList<>(Picking.some(machine, fromMachine, random));
        shown.addAll(Picking.some(human, demonstrations - shown.size(), random));
        return Picking.some(shown, shown.size(), random);
    }

    private static Outcome rejected(String reason, String explanation, String text) {
        return Outcome.rejected(new Rejection(reason, explanation, Data.of("text", text)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return Columns.none().plus(List.of(Tasks.INSTRUCTION));
    }
}
