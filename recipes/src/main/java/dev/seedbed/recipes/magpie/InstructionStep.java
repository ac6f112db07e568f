package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Has the model write what a user would say next.
///
/// @param turn from 1
/// @param system the system prompt in front, if any
/// @param sampling but for the stop texts that follow from the pre-query
/// @param recordsCut whether to begin the list of the columns whose text was cut and kept
record InstructionStep(
        String name,
        int turn,
        Model model,
        UserTurn userTurn,
        Optional<String> system,
        Sampling sampling,
        Optional<PromptReference> prompt,
        InstructionRules rules,
        boolean recordsCut)
        implements Generator {

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Message> history = new ArrayList<>();
        system.ifPresent(text -> history.add(Message.system(text)));
        history.addAll(Turns.of(sample, turn - 1));
        PreQuery preQuery = userTurn.after(history);
        Set<String> stop = new LinkedHashSet<>(preQuery.stop());
        stop.addAll(sampling.stop());
        Request request = Request.raw(preQuery.text(), sampling.withStop(List.copyOf(stop)));
        Reply reply = work.ask(new Ask(model, request, 0, 0, prompt, Optional.empty()));
        Sample begun = recordsCut ? sample.with(Turns.CUT, List.of()) : sample;
        return rules.apply(begun, Turns.instruction(turn), reply);
    }

    @Override
    public Columns columnsAfter(Columns before) {
        List<String> added = new ArrayList<>();
        if (recordsCut) {
            added.add(Turns.CUT);
        }
        added.add(Turns.instruction(turn));
        if (rules.mayChange()) {
            added.add(Turns.RAW + Turns.instruction(turn));
        }
        return before.plus(added);
    }
}
