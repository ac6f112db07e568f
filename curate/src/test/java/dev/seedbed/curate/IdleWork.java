package dev.seedbed.curate;

import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.random.RandomGenerator;

/// Fails whatever it is asked for; a test overrides what it has an answer to.
class IdleWork implements Work {
    @Override
    public Reply ask(Ask ask) {
        throw new AssertionError(ask);
    }

    @Override
    public List<Reply> askAll(List<Ask> asks) {
        throw new AssertionError(asks);
    }

    @Override
    public List<float[]> embed(Model model, List<String> texts) {
        throw new AssertionError(texts);
    }

    @Override
    public RandomGenerator random(int n) {
        throw new AssertionError(n);
    }

    @Override
    public long candidate() {
        return 0;
    }
}
