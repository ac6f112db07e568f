package dev.seedbed.model.embedding;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Values that others computed.
final class Oracle {
    private Oracle() {}

    static List<Data> read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Oracle.class.getResourceAsStream(name), name)) {
            List<Data> all = new ArrayList<>();
            for (Object each : (List<?>)
                    Objects.requireNonNull(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)))) {
                @SuppressWarnings("unchecked") // the files hold objects
                Map<String, Object> fields = (Map<String, Object>) each;
                all.add(Data.copyOf(fields));
            }
            return all;
        }
    }

    static float[] vector(Data from, String column) {
        List<?> numbers = (List<?>) Objects.requireNonNull(from.value(column));
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = ((Number) numbers.get(i)).floatValue();
        }
        return vector;
    }

    static double cosine(float[] left, float[] right) {
        double product = 0;
        double lefts = 0;
        double rights = 0;
        for (int i = 0; i < left.length; i++) {
            product += (double) left[i] * right[i];
            lefts += (double) left[i] * left[i];
            rights += (double) right[i] * right[i];
        }
        return product / Math.sqrt(lefts * rights);
    }

    static String shown(String text) {
        String json = Json.write(text);
        return json.length() > 40 ? json.substring(0, 40) : json;
    }
}
