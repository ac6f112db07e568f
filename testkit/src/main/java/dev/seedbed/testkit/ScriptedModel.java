package dev.seedbed.testkit;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A model in this process that answers as a function says.
///
/// ```java
/// ScriptedModel model = ScriptedModel.saying(request -> "7");
/// ScriptedModel down = new ScriptedModel((request, seed) -> {
///     throw new CallFailedException(Remedy.RETRY, "the connection was dropped");
/// });
/// model.hold();              // calls wait...
/// model.awaitOpen(8);        // ...until eight are in it
/// model.release();
/// ```
///
/// Replies follow from request and seed alone unless the function says otherwise. Thread-safe.
public final class ScriptedModel implements Endpoint {
    /// What the model does with a call.
    @FunctionalInterface
    public interface Script {
        Reply answer(Request request, int seed) throws CallFailedException, InterruptedException;
    }

    /// What the model says; stop texts and the most tokens are seen to.
    @FunctionalInterface
    public interface Saying {
        String text(Request request);
    }

    /// A call as it came in.
    public record Call(Request request, int seed) {}

    private final Script script;
    private final Gate gate = new Gate();
    private final List<Call> calls = new ArrayList<>();
    private volatile String identity = "scripted";
    private volatile Set<Capability> capabilities =
            EnumSet.of(Capability.CHAT, Capability.RAW, Capability.SEED, Capability.SCHEMA);
    private volatile Optional<ChatTemplate> chatTemplate = Optional.empty();
    private volatile int concurrency = 64;
    private volatile boolean isClosed;

    public ScriptedModel(Script script) {
        this.script = script;
    }

    /// A model that answers as [ScriptedEndpoint] does: with a text that follows from request and seed, or with
    /// JSON that fits the schema, or with what follows `echo:`.
    public static ScriptedModel usual() {
        return new ScriptedModel((request, seed) -> reply(request, usualText(request, seed)));
    }

    /// A model that says this.
    public static ScriptedModel saying(Saying saying) {
        return new ScriptedModel((request, _) -> reply(request, saying.text(request)));
    }

    /// A reply with this text, cut where the request's stop texts and most tokens (one per word) say.
    public static Reply reply(Request request, String whole) {
        ScriptedText.Cut cut = ScriptedText.cut(
                whole, request.sampling().stop(), request.sampling().maxTokens());
        int input = ScriptedText.inputTokens(inputOf(request).length());
        return Reply.of(cut.text(), cut.finish(), new Usage(input, cut.tokens(), false));
    }

    private static String usualText(Request request, int seed) {
        String input = inputOf(request);
        int echo = input.lastIndexOf(OpenAiShapes.ECHO);
        if (echo == 0 || (echo > 0 && input.charAt(echo - 1) == '\n' && request.input() instanceof Request.Chat)) {
            return input.substring(echo + OpenAiShapes.ECHO.length());
        }
        String schema = request.schema().map(Json::canonical).orElse("");
        Hash hash = Hash.of(input, Double.toString(request.sampling().temperature()), Integer.toString(seed), schema);
        return request.schema().map(value -> ScriptedText.json(hash, value)).orElseGet(() -> ScriptedText.words(hash));
    }

    private static String inputOf(Request request) {
        return switch (request.input()) {
            case Request.Raw raw -> raw.text();
            case Request.Chat chat ->
                String.join(
                        "\n",
                        chat.messages().stream()
                                .map(message -> message.content())
                                .toList());
        };
    }

    public ScriptedModel identity(String newIdentity) {
        identity = newIdentity;
        return this;
    }

    public ScriptedModel capabilities(Set<Capability> newCapabilities) {
        capabilities = Set.copyOf(newCapabilities);
        return this;
    }

    public ScriptedModel chatTemplate(ChatTemplate newTemplate) {
        chatTemplate = Optional.of(newTemplate);
        return this;
    }

    public ScriptedModel concurrency(int newConcurrency) {
        concurrency = newConcurrency;
        return this;
    }

    /// Keeps every call that comes from now on waiting, to its deadline at most.
    public void hold() {
        gate.hold();
    }

    /// Answers those that wait, and all later ones.
    public void release() {
        gate.release();
    }

    /// Waits until so many calls are open.
    public void awaitOpen(int count) throws InterruptedException {
        gate.awaitOpen(count);
    }

    /// The calls so far, in order of arrival.
    public List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    public int open() {
        return gate.open();
    }

    public int mostOpen() {
        return gate.mostOpen();
    }

    @Override
    public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException {
        synchronized (calls) {
            calls.add(new Call(request, seed));
        }
        try (Gate.Passage passage = gate.enter()) {
            if (!passage.await(deadline.toNanos())) {
                throw new CallFailedException(Remedy.RETRY, "no reply within " + deadline.toMillis() + " ms");
            }
            if (isClosed) {
                throw new CallFailedException(Remedy.RETRY, "the model was closed");
            }
            return script.answer(request, seed);
        }
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return chatTemplate;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public void close() {
        isClosed = true;
        gate.release();
    }
}
