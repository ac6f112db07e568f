package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Usage;
import dev.seedbed.model.http.Call;
import dev.seedbed.model.http.EmbeddingAnswer;
import dev.seedbed.model.http.EmbeddingFormat;
import dev.seedbed.model.http.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// OpenAI's embeddings: "API reference", "Embeddings", "Create embeddings" (developers.openai.com, 2026).
///
/// Vectors are read as numbers or as base64 of 32-bit floats, the lowest byte first, whichever comes: some servers
/// do not mind what they are asked for. They are put into the order of their `index`; where no vector has one,
/// theirs counts.
///
/// @param place where the interface is
/// @param dimensions how many numbers are asked for, if the pipeline says so
record EmbeddingsFormat(
        String model, Place place, EmbeddingHabits habits, OptionalInt dimensions, Map<String, Object> extra)
        implements EmbeddingFormat {
    @Override
    public Call write(List<String> texts) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put("input", texts);
        if (habits.base64()) {
            body.put("encoding_format", "base64");
        }
        dimensions.ifPresent(number -> body.put(habits.dimensionsField(), number));
        body.putAll(extra);
        return place.call("/embeddings", Json.write(body));
    }

    @Override
    public Optional<EmbeddingAnswer> read(Data body) {
        if (!(body.value("data") instanceof List<?> items)) {
            return Optional.empty();
        }
        float[][] ordered = new float[items.size()][];
        for (int i = 0; i < ordered.length; i++) {
            if (!(items.get(i) instanceof Map<?, ?> item)) {
                return Optional.empty();
            }
            Optional<float[]> vector = vector(item.get("embedding"));
            long index = item.get("index") instanceof Long number ? number : i;
            if (vector.isEmpty() || index < 0 || index >= ordered.length || ordered[(int) index] != null) {
                return Optional.empty();
            }
            ordered[(int) index] = vector.get();
        }
        return Optional.of(new EmbeddingAnswer(Arrays.asList(ordered), usage(body), body.textIfPresent("model")));
    }

    private static Optional<float[]> vector(@Nullable Object value) {
        return switch (value) {
            case String base64 -> floats(base64);
            case List<?> numbers -> floats(numbers);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<float[]> floats(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length % Float.BYTES != 0) {
            return Optional.empty();
        }
        FloatBuffer buffer =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] vector = new float[buffer.remaining()];
        buffer.get(vector);
        return Optional.of(vector);
    }

    private static Optional<float[]> floats(List<?> numbers) {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!(numbers.get(i) instanceof Number number)) {
                return Optional.empty();
            }
            vector[i] = number.floatValue();
        }
        return Optional.of(vector);
    }

    /// Some servers count nothing, and say so by 0.
    private static Optional<Usage> usage(Data body) {
        return body.value("usage") instanceof Map<?, ?> usage
                        && usage.get("prompt_tokens") instanceof Long input
                        && input > 0
                ? Usage.told(input, 0, 0, 0)
                : Optional.empty();
    }

    @Override
    public Optional<Refusal> refusalInside(Data body) {
        return ErrorBody.inside(body);
    }

    @Override
    public Refusal refusal(int status, Data body) {
        return ErrorBody.read(status, body);
    }
}
