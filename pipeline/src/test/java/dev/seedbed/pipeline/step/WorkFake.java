package dev.seedbed.pipeline.step;

import dev.seedbed.api.Draw;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Answers from a script, with the draws of a run with seed 42.
final class WorkFake implements Work {
    final List<Ask> asked = new ArrayList<>();
    final List<String> embedded = new ArrayList<>();

    private final Sample sample;
    private final String step;
    private final List<Reply> script;

    WorkFake(Sample sample, String step, Reply... script) {
        this.sample = sample;
        this.step = step;
        this.script = new ArrayList<>(List.of(script));
    }

    static Reply reply(String text) {
        return Reply.of(text, Reply.Finish.STOP, Usage.NONE);
    }

    static Reply reply(String text, Reply.Finish finish) {
        return Reply.of(text, finish, Usage.NONE);
    }

    static List<Message> messages(Ask ask) {
        return ((Request.Chat) ask.request().input()).messages();
    }

    @Override
    public Reply ask(Ask ask) {
        asked.add(ask);
        if (script.isEmpty()) {
            throw new AssertionError("asked once too often: " + ask);
        }
        return script.removeFirst();
    }

    @Override
    public List<Reply> askAll(List<Ask> asks) {
        return asks.stream().map(this::ask).toList();
    }

    /// The lengths of the text and of its first word.
    @Override
    public List<float[]> embed(Model model, List<String> texts) {
        embedded.addAll(texts);
        return texts.stream()
                .map(text -> new float[] {text.length(), text.split(" ", -1)[0].length() / 10f})
                .toList();
    }

    @Override
    public RandomGenerator random(int n) {
        return Draw.of(42, sample.id(), step, n, 0).random();
    }

    @Override
    public long candidate() {
        return 0;
    }
}
