package dev.seedbed.testkit;

import dev.seedbed.api.Hash;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A model in this process that embeds: each text's vector follows from its hash, and one word is one token.
///
/// ```java
/// ScriptedEmbedder model = new ScriptedEmbedder().refusing("poison");
/// model.hold();              // batches wait...
/// model.awaitOpen(1);        // ...until one is in it
/// model.release();
/// ```
///
/// Thread-safe.
public final class ScriptedEmbedder implements EmbeddingEndpoint {
    private static final int DIMENSIONS = 8;

    private final Gate gate = new Gate();
    private final List<List<String>> batches = new ArrayList<>();
    private volatile String refused = "\0";
    private volatile int concurrency = 1;
    private volatile int mostTexts = 16;
    private volatile long mostTokens = 1 << 20;
    private volatile int failures;

    /// Refuses, for good, every batch with a text that contains this.
    public ScriptedEmbedder refusing(String part) {
        refused = part;
        return this;
    }

    /// Drops the first calls.
    public ScriptedEmbedder dropping(int calls) {
        failures = calls;
        return this;
    }

    public ScriptedEmbedder concurrency(int newConcurrency) {
        concurrency = newConcurrency;
        return this;
    }

    public ScriptedEmbedder mostTexts(int newMost) {
        mostTexts = newMost;
        return this;
    }

    public ScriptedEmbedder mostTokens(long newMost) {
        mostTokens = newMost;
        return this;
    }

    /// Keeps every call that comes from now on waiting, to its deadline at most.
    public void hold() {
        gate.hold();
    }

    public void release() {
        gate.release();
    }

    /// Waits until so many calls are open.
    public void awaitOpen(int count) throws InterruptedException {
        gate.awaitOpen(count);
    }

    public int mostOpen() {
        return gate.mostOpen();
    }

    /// The texts of each call so far, in order of arrival.
    public List<List<String>> batches() {
        synchronized (batches) {
            return List.copyOf(batches);
        }
    }

    /// What every text's vector is.
    public static float[] vector(String text) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (Hash.of(text, Integer.toString(i)).high() >> 40) + 0.5f;
        }
        return EmbeddingReply.ofLengthOne(vector);
    }

    @Override
    public EmbeddingReply embed(List<String> texts, Duration deadline)
            throws CallFailedException, InterruptedException {
        synchronized (batches) {
            batches.add(List.copyOf(texts));
            if (failures > 0) {
                failures--;
                throw new CallFailedException(Remedy.RETRY, "the connection was dropped");
            }
        }
        try (Gate.Passage passage = gate.enter()) {
            if (!passage.await(deadline.toNanos())) {
                throw new CallFailedException(Remedy.RETRY, "no reply within " + deadline.toMillis() + " ms");
            }
        }
        for (String text : texts) {
            if (text.contains(refused)) {
                throw new CallFailedException(Remedy.GIVE_UP, "a text of the input is not allowed");
            }
        }
        long tokens =
                texts.stream().mapToLong(text -> text.split(" ", -1).length).sum();
        return new EmbeddingReply(
                texts.stream().map(ScriptedEmbedder::vector).toList(),
                new Usage(tokens, 0, false),
                Optional.of("scripted"));
    }

    @Override
    public OptionalInt dimensions() {
        return OptionalInt.of(DIMENSIONS);
    }

    @Override
    public int mostTexts() {
        return mostTexts;
    }

    @Override
    public long mostTokens() {
        return mostTokens;
    }

    @Override
    public int mostTokensPerText() {
        return 512;
    }

    @Override
    public String identity() {
        return "scripted embedder";
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public void close() {
        gate.release();
    }
}
