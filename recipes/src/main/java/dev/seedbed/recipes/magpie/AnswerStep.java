package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has a model answer the user's message of a turn, with all turns before it.
///
/// @param keepCut whether to keep an answer that the token limit cut
record AnswerStep(String name, int turn, Model responder, Optional<String> system, Sampling sampling, boolean keepCut)
        implements Generator {

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Message> messages = new ArrayList<>();
        system.ifPresent(text -> messages.add(Message.system(text)));
        messages.addAll(Turns.of(sample, turn - 1));
        messages.add(Message.user(sample.data().text(Turns.instruction(turn))));
        Reply reply = work.ask(Ask.of(responder, Request.chat(messages, sampling)));
        String column = Turns.answer(turn);
        String text = reply.text().strip();
        if (reply.finish() == Finish.FILTERED) {
            return rejected("filtered", "the endpoint withheld or cut the " + column, text);
        }
        boolean cut = reply.finish() == Finish.LENGTH;
        if (cut && !keepCut) {
            return rejected(
                    "truncated",
                    "the " + column + " was cut by its limit of " + sampling.maxTokens() + " tokens",
                    text);
        }
        if (text.isEmpty()) {
            return rejected("empty-answer", "there is no text in the " + column, text);
        }
        Sample answered = sample.with(column, text);
        return Outcome.passed(cut ? Turns.markCut(answered, column) : answered);
    }

    private static Outcome rejected(String reason, String explanation, String text) {
        return Outcome.rejected(new Rejection(reason, explanation, Data.of("text", text)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Turns.answer(turn)));
    }
}
