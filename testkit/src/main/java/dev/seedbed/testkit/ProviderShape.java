package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How one provider's requests are read and its answers written, after its public reference. Used by
/// [ShapedEndpoint].
interface ProviderShape {
    /// What a model sees of a request, whoever sends it.
    ///
    /// @param input everything that was said
    /// @param last what was said last
    /// @param drawn what else the text follows from, such as temperature and seed
    /// @param schema what the reply is to follow
    /// @param tool the name of the function that is to be called
    record Asked(
            String model,
            String input,
            String last,
            Map<String, @Nullable Object> drawn,
            List<String> stops,
            long maxTokens,
            Optional<Map<?, ?>> schema,
            Optional<String> tool) {
        Hash hash() {
            return Hash.of(
                    model,
                    input,
                    Json.canonical(drawn) + schema.map(Json::canonical).orElse(""));
        }
    }

    /// A request that the provider would refuse.
    final class RefusedException extends Exception {
        private final int status;
        private final String body;

        RefusedException(int status, String body) {
            super(body, null, false, false);
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        String body() {
            return body;
        }
    }

    Asked read(RecordedRequest request, Data body) throws RefusedException;

    String write(Asked asked, ScriptedText.Cut cut);

    /// The whole answer of an interface that gives no text; empty for all others.
    default Optional<String> answer(RecordedRequest request, Data body) throws RefusedException {
        return Optional.empty();
    }

    /// The turns of a list, one after the other.
    static String turns(@Nullable Object messages, String textField) {
        StringBuilder text = new StringBuilder();
        if (messages instanceof List<?> list) {
            for (Object message : list) {
                if (message instanceof Map<?, ?> turn) {
                    text.append(turn.get("role"))
                            .append('\n')
                            .append(textOf(turn.get(textField)))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    static String lastOf(@Nullable Object messages, String textField) {
        return messages instanceof List<?> list && !list.isEmpty() && list.getLast() instanceof Map<?, ?> turn
                ? textOf(turn.get(textField))
                : "";
    }

    /// A text, or the texts of parts.
    static String textOf(@Nullable Object content) {
        return switch (content) {
            case String text -> text;
            case Map<?, ?> part -> part.containsKey("parts") ? textOf(part.get("parts")) : textOf(part.get("text"));
            case List<?> parts -> {
                StringBuilder all = new StringBuilder();
                parts.forEach(part -> all.append(textOf(part)));
                yield all.toString();
            }
            case null, default -> "";
        };
    }

    static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }

    static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    static Map<String, @Nullable Object> pick(Map<?, ?> from, String... names) {
        Map<String, @Nullable Object> picked = new LinkedHashMap<>();
        for (String name : names) {
            picked.put(name, from.get(name));
        }
        return picked;
    }

    static long number(@Nullable Object value) {
        return value instanceof Long number ? number : Long.MAX_VALUE;
    }
}
