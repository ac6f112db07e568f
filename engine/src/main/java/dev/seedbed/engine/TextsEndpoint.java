package dev.seedbed.engine;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.ForwardingEndpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// An embedding endpoint as a lane sees it, so that batches wait, are tried again and stop the run as any call
/// does: the request holds one turn for each text, the reply one line for each vector.
record TextsEndpoint(EmbeddingEndpoint real) implements ForwardingEndpoint {
    private static final Sampling NO_WORDS = Sampling.of(0, 1);

    static Request request(String text) {
        return Request.raw(text, NO_WORDS);
    }

    static Request request(List<String> texts) {
        return Request.chat(texts.stream().map(Message::user).toList(), NO_WORDS);
    }

    static List<String> vectors(Reply reply) {
        return reply.text().lines().toList();
    }

    @Override
    public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException {
        List<String> texts = switch (request.input()) {
            case Request.Chat chat ->
                chat.messages().stream().map(Message::content).toList();
            case Request.Raw raw -> List.of(raw.text());
        };
        EmbeddingReply reply = real.embed(texts, deadline);
        if (reply.vectors().size() != texts.size()) {
            throw new CallFailedException(
                    Remedy.RETRY,
                    texts.size() + " texts were sent, but " + reply.vectors().size() + " vectors came back");
        }
        String lines = reply.vectors().stream().map(VectorText::of).collect(Collectors.joining("\n"));
        return new Reply(lines, Reply.Finish.STOP, reply.usage(), reply.model(), Optional.empty());
    }

    /// Nothing: whoever opened the real one closes it.
    @Override
    public void close() {}
}
