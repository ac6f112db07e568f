package dev.seedbed.recipes.harness;

import dev.seedbed.api.Draw;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Work on one sample, with replies by a function.
public record FakeWork(Function<Ask, Reply> replies, Sample sample, String step, long candidate) implements Work {
    private static final long SEED = 42;

    public static Reply stopped(String text) {
        return Reply.of(text, Finish.STOP, Usage.NONE);
    }

    public static Reply cut(String text) {
        return Reply.of(text, Finish.LENGTH, Usage.NONE);
    }

    public static Reply filtered(String text) {
        return Reply.of(text, Finish.FILTERED, Usage.NONE);
    }

    /// The text that is to be continued, or the last message.
    public static String textOf(Ask ask) {
        return switch (ask.request().input()) {
            case Request.Raw raw -> raw.text();
            case Request.Chat chat -> chat.messages().getLast().content();
        };
    }

    public static List<Message> messagesOf(Ask ask) {
        return ask.request().input() instanceof Request.Chat chat ? chat.messages() : List.of();
    }

    @Override
    public Reply ask(Ask ask) {
        return replies.apply(ask);
    }

    @Override
    public List<Reply> askAll(List<Ask> asks) {
        return asks.stream().map(replies).toList();
    }

    @Override
    public List<float[]> embed(Model model, List<String> texts) {
        throw new AssertionError("no recipe here embeds");
    }

    @Override
    public RandomGenerator random(int n) {
        return Draw.of(SEED, sample.id(), step, n, 0).random();
    }
}
