package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// OpenAI, "Create embeddings" of the API reference (2026): at most 2,048 texts, none of them empty. Each text's
/// vector follows from its hash, and is not of length 1; the last text's comes first.
///
/// @param dimensionsField what the number of dimensions is called; the other name is refused
record EmbeddingsShape(String dimensionsField) implements ProviderShape {
    private static final int MOST_TEXTS = 2_048;
    private static final long USUAL_DIMENSIONS = 8;

    @Override
    public Optional<String> answer(RecordedRequest request, Data body) throws RefusedException {
        if (!request.path().replaceFirst("\\?.*", "").endsWith("/embeddings")) {
            throw refused(404, "there is nothing at " + request.path());
        }
        for (String other : List.of("dimensions", "output_dimension")) {
            if (body.has(other) && !other.equals(dimensionsField)) {
                throw refused(422, "Extra inputs are not permitted: " + other);
            }
        }
        if (!(body.value("input") instanceof List<?> texts) || texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw refused(400, "'$.input' is invalid.");
        }
        boolean isBase64 = body.textIfPresent("encoding_format").equals(Optional.of("base64"));
        long dimensions = body.value(dimensionsField) instanceof Long asked ? asked : USUAL_DIMENSIONS;
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        long words = 0;
        for (int i = 0; i < texts.size(); i++) {
            if (!(texts.get(i) instanceof String text) || text.isEmpty()) {
                throw refused(400, "'$.input' is invalid.");
            }
            words += text.split(" ", -1).length;
            float[] vector = vector(text, Math.toIntExact(dimensions));
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("object", "embedding");
            item.put("index", i);
            item.put("embedding", isBase64 ? base64(vector) : numbers(vector));
            items.add(item);
        }
        Collections.reverse(items);
        return Optional.of(Json.write(Data.of("object", "list")
                .with("data", items)
                .with("model", body.text("model"))
                .with("usage", Map.of("prompt_tokens", words, "total_tokens", words))
                .asMap()));
    }

    static float[] vector(String text, int dimensions) {
        float[] vector = new float[dimensions];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (Hash.of(text, Integer.toString(i)).high() >> 40) / 1_000f + 0.5f;
        }
        return vector;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static List<Double> numbers(float[] vector) {
        List<Double> numbers = new ArrayList<>(vector.length);
        for (float number : vector) {
            numbers.add((double) number);
        }
        return numbers;
    }

    private static RefusedException refused(int status, String message) {
        return new RefusedException(
                status, Json.write(Map.of("error", Map.of("message", message, "type", "invalid_request_error"))));
    }

    @Override
    public Asked read(RecordedRequest request, Data body) {
        throw new IllegalStateException("embeddings are no text");
    }

    @Override
    public String write(Asked asked, ScriptedText.Cut cut) {
        throw new IllegalStateException("embeddings are no text");
    }
}
