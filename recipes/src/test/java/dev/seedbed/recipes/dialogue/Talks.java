package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.JinjaText;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.text.Turn;
import dev.seedbed.text.TurnDefects;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A conversation whose turns are written down beforehand: `user` says its replies, `bot` its own.
final class Talks {
    static final FakeModel USER = FakeModel.able("user", Capability.CHAT);
    static final FakeModel BOT = FakeModel.able("bot", Capability.CHAT);

    final List<Ask> asks = new ArrayList<>();
    private final Deque<Reply> user = new ArrayDeque<>();
    private final Deque<Reply> bot = new ArrayDeque<>();
    private int retries;
    private String opening = "Why is the sky blue?";
    private Rules rules = new Rules(1, 3, "[DONE]", new TurnDefects(), true, List.of());

    Talks user(String... texts) {
        List.of(texts).forEach(text -> user.add(FakeWork.stopped(text)));
        return this;
    }

    Talks bot(String... texts) {
        List.of(texts).forEach(text -> bot.add(FakeWork.stopped(text)));
        return this;
    }

    Talks bot(Reply reply) {
        bot.add(reply);
        return this;
    }

    Talks rounds(int minimum, int maximum) {
        rules = rules.rounds(minimum, maximum);
        return this;
    }

    Talks allowing(String code) {
        Set<String> codes = new java.util.HashSet<>(TurnDefects.CODES);
        codes.remove(code);
        rules = new Rules(
                rules.minimum(), rules.maximum(), rules.done(), new TurnDefects(codes, 0.9), false, rules.gates());
        return this;
    }

    Talks gate(Rules.TurnGate gate) {
        rules = rules.and(gate);
        return this;
    }

    Talks retries(int count) {
        retries = count;
        return this;
    }

    Talks unopened() {
        opening = "";
        return this;
    }

    private Question question(FakeModel model) {
        return new Question(model, Optional.empty(), JinjaText.of(""), Sampling.of(1, 9), retries);
    }

    Reading<Data> hold() throws InterruptedException {
        Voice asking = Voice.of("Ann", Turn.Party.USER, question(USER), "You are Ann.")
                .starting("Begin.")
                .reminded("You are Ann, remember.");
        Voice answering = Voice.of("Bot", Turn.Party.ASSISTANT, question(BOT), "");
        Dialogue dialogue =
                new Dialogue(asking, answering, rules, Optional.of(opening).filter(text -> !text.isEmpty()));
        return dialogue.hold(new FakeWork(this::reply, Sample.draw("test", 0, Data.empty()), "test", 0));
    }

    Data made() throws InterruptedException {
        return switch (hold()) {
            case Reading.Found<Data> found -> found.value();
            case Reading.Unusable<Data> unusable -> throw new AssertionError(unusable.rejection());
        };
    }

    Rejection rejection() throws InterruptedException {
        return switch (hold()) {
            case Reading.Found<Data> found -> throw new AssertionError(found.value());
            case Reading.Unusable<Data> unusable -> unusable.rejection();
        };
    }

    private Reply reply(Ask ask) {
        asks.add(ask);
        return (ask.model().equals(USER) ? user : bot).removeFirst();
    }

    static List<String> contents(Data made) {
        return ((List<?>) java.util.Objects.requireNonNull(made.value("messages")))
                .stream()
                        .map(message -> String.valueOf(((Map<?, ?>) message).get("content")))
                        .toList();
    }

    static List<String> shown(Ask ask) {
        return FakeWork.messagesOf(ask).stream().map(Talks::shown).toList();
    }

    private static String shown(Message message) {
        return message.role() + " " + message.content();
    }
}
