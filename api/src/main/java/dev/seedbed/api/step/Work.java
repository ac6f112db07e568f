package dev.seedbed.api.step;

import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a step may use while it works on one sample.
///
/// ```java
/// Reply reply = work.ask(Ask.of(model, request).with(template.reference()));
/// float[] meaning = work.embed(embedder, List.of("a text")).getFirst();
/// int die = work.random(0).nextInt(6);
/// ```
public interface Work {
    /// Asks a model: answers from the journal if this was asked before, else calls, within the budget, and
    /// returns when the reply is in the journal. Waiting and retrying after failures of transport is seen to.
    ///
    /// What it throws is for the engine: it fails the sample (as [UnansweredException]) or stops the run. Steps
    /// let it pass.
    Reply ask(Ask ask) throws InterruptedException;

    /// Asks all at once and returns the replies in the order of the questions.
    List<Reply> askAll(List<Ask> asks) throws InterruptedException;

    /// The vectors of texts, in their order and of length 1, by a model that embeds. Each text is looked up in the
    /// journal and paid for by itself, once in a run however many samples share it; texts that wait at the same
    /// time travel together. What it throws is for the engine, as with [#ask].
    ///
    /// @param model one with the capability [dev.seedbed.api.model.Capability#EMBED]
    List<float[]> embed(Model model, List<String> texts) throws InterruptedException;

    /// A random generator that is always the same for this sample, step and `n`.
    RandomGenerator random(int n);

    /// The number of the candidate, from 0, that this sample is or descends from.
    long candidate();
}
