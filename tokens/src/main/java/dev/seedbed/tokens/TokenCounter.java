package dev.seedbed.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Counts the tokens of a text as a model does, or about as many where the model's tokenizer is not known.
///
/// ```java
/// TokenCounter counter = TokenCounter.of("gpt-4o-mini");
/// counter.count("tiktoken is great!");                    // 6
/// Usage usage = counter.usage(request, reply);            // for an endpoint that says nothing of tokens
/// ```
///
/// OpenAI's models since GPT-4o have the vocabulary `o200k_base`, those before it `cl100k_base` (its tokenizer
/// library tiktoken says which has which). For all others `o200k_base` stands in: within a fifth or so of what
/// other large vocabularies make of the same text, where four bytes a token is three times off outside the
/// Latin script. [#name] says which of the two it is, and so does every [Usage] made here.
///
/// What a chat adds to its texts is counted as OpenAI's cookbook does ("How to count tokens with tiktoken",
/// section 6): three tokens a turn and its role, and three for the beginning of the answer. The wire form of a
/// schema is not public: it counts as its JSON.
///
/// A vocabulary is loaded at the first count with it, in about a third of a second. Immutable and thread-safe.
public final class TokenCounter {
    private static final int TOKENS_A_TURN = 3;
    private static final int TOKENS_OF_THE_ANSWER = 3;

    /// Beginnings of names, the longer before the shorter, after tiktoken's own table.
    private static final List<Map.Entry<String, EncodingType>> KNOWN = List.of(
            Map.entry("gpt-4o", EncodingType.O200K_BASE),
            Map.entry("gpt-4.1", EncodingType.O200K_BASE),
            Map.entry("gpt-4.5", EncodingType.O200K_BASE),
            Map.entry("gpt-5", EncodingType.O200K_BASE),
            Map.entry("gpt-oss", EncodingType.O200K_BASE),
            Map.entry("chatgpt-4o", EncodingType.O200K_BASE),
            Map.entry("o1", EncodingType.O200K_BASE),
            Map.entry("o3", EncodingType.O200K_BASE),
            Map.entry("o4-mini", EncodingType.O200K_BASE),
            Map.entry("gpt-4", EncodingType.CL100K_BASE),
            Map.entry("gpt-3.5", EncodingType.CL100K_BASE),
            Map.entry("text-embedding-3", EncodingType.CL100K_BASE),
            Map.entry("text-embedding-ada-002", EncodingType.CL100K_BASE));

    private final EncodingType type;
    private final boolean isTheModels;

    private TokenCounter(EncodingType type, boolean isTheModels) {
        this.type = type;
        this.isTheModels = isTheModels;
    }

    /// The counter for a model.
    ///
    /// @param model its name as the endpoint knows it; what stands before a slash, as routers put a maker
    ///     there, does not matter
    public static TokenCounter of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(known -> name.startsWith(known.getKey()))
                .findFirst()
                .map(known -> new TokenCounter(known.getValue(), true))
                .orElseGet(() -> new TokenCounter(EncodingType.O200K_BASE, false));
    }

    /// What counts: `o200k_base`, or `estimate by o200k_base` where that is not the model's own.
    public String name() {
        return isTheModels ? type.getName() : "estimate by " + type.getName();
    }

    /// Whether the model itself counts like this.
    public boolean isTheModels() {
        return isTheModels;
    }

    /// The tokens of a text. Signs that control a model, such as `<|endoftext|>`, count as what they look like.
    public long count(String text) {
        return Vocabularies.of(type).countTokensOrdinary(text);
    }

    /// The tokens of a request.
    public long count(Request request) {
        return count(request.input()) + request.format().map(this::count).orElse(0L);
    }

    private long count(Request.Input input) {
        return switch (input) {
            case Request.Raw raw -> count(raw.text());
            case Request.Chat chat -> {
                long sum = TOKENS_OF_THE_ANSWER;
                for (Message message : chat.messages()) {
                    sum += TOKENS_A_TURN
                            + count(message.role().name().toLowerCase(Locale.ROOT))
                            + count(message.content());
                }
                yield sum;
            }
        };
    }

    private long count(Request.Format format) {
        return switch (format) {
            case Request.Schema(Map<String, Object> schema) -> count(Json.write(schema));
            case Request.Tool tool -> count(tool.name()) + count(tool.description()) + count(Json.write(tool.schema()));
            case Request.AnyJson _ -> 0;
        };
    }

    /// The usage of a call whose endpoint gave none; it says what counted. Thinking that is not in the reply is
    /// not in it either.
    ///
    /// @param reply all the text that the endpoint gave, with what comes after a stop text
    public Usage usage(Request request, String reply) {
        long output = Math.min(Math.max(1, count(reply)), request.sampling().maxTokens());
        return new Usage(Math.max(1, count(request)), output, 0, 0, Optional.of(name()));
    }

    /// Loaded when first needed: a vocabulary takes time and memory.
    private static final class Vocabularies {
        private static final EncodingRegistry LAZY = Encodings.newLazyEncodingRegistry();

        static Encoding of(EncodingType type) {
            return LAZY.getEncoding(type);
        }
    }
}
