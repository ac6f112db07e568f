package dev.seedbed.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The port to one place that answers: a hosted endpoint, or a model on this machine. Making one is cheap and
/// touches neither the network nor a model; the first call does.
///
/// Every implementation passes the contract suite of the testkit. Thread-safe; calls block, and end soon after
/// their thread is interrupted.
public interface Endpoint extends AutoCloseable {
    /// Asks once, with no retry.
    ///
    /// @param seed from 0 to 2^31 - 1, sent where the endpoint takes one
    /// @param deadline how long the call may take in all
    /// @return a complete, well-formed reply; one that was cut off on the way is a [CallFailedException]
    /// @throws CallFailedException if there is no reply; it says whether trying again can help
    Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException;

    /// What makes answers comparable: provider and model, for a local file its sha256. Part of every journal
    /// key, so two endpoints of the same identity share answers.
    ///
    /// @throws dev.seedbed.api.SeedbedException if a local model's file is neither here nor to be had
    String identity();

    Set<Capability> capabilities();

    /// How conversations are written for this model, where that is known. May read, or fetch, a local model's
    /// file.
    Optional<ChatTemplate> chatTemplate();

    /// What a model that classifies can say of a text ([Capability#CLASSIFY]), in its order. Reads no model's file.
    default List<String> labels() {
        return List.of();
    }

    /// How many calls may be open at once.
    int concurrency();

    /// What it has said lately about how much it takes; asked for after every call.
    default Allowance allowance() {
        return Allowance.UNKNOWN;
    }

    /// Where many requests go together; empty where the endpoint takes them one by one only
    /// ([Capability#BATCH]).
    default Optional<BatchService> batchService() {
        return Optional.empty();
    }

    /// An upper bound of the tokens that a request's input counts. No tokenizer makes more tokens than there
    /// are bytes, but for a few that each turn adds.
    default long mostInputTokens(Request request) {
        return switch (request.input()) {
            case Request.Raw raw -> utf8Length(raw.text()) + 8L;
            case Request.Chat chat -> {
                long sum = 64;
                for (Message message : chat.messages()) {
                    sum += utf8Length(message.content()) + 16L;
                }
                yield sum
                        + request.format()
                                .map(format -> (long) format.toString().length() * 3)
                                .orElse(0L);
            }
        };
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    @Override
    void close();
}
