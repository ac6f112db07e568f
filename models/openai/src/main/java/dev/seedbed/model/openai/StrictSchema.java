package dev.seedbed.model.openai;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which schemas OpenAI takes as strict: OpenAI, "Structured outputs", "Supported schemas" (2026).
final class StrictSchema {
    private StrictSchema() {}

    /// Whether every object is closed and all its properties required. A schema that does not fit is refused
    /// with 400 if it is called strict, and only advice if it is not.
    static boolean fits(@Nullable Object schema) {
        return switch (schema) {
            case Map<?, ?> object -> {
                if (object.get("properties") instanceof Map<?, ?> properties) {
                    boolean closed = Boolean.FALSE.equals(object.get("additionalProperties"))
                            && object.get("required") instanceof Collection<?> required
                            && required.containsAll(properties.keySet());
                    yield closed && properties.values().stream().allMatch(StrictSchema::fits);
                }
                yield !"object".equals(object.get("type"))
                        && object.values().stream().allMatch(StrictSchema::fits);
            }
            case Collection<?> items -> items.stream().allMatch(StrictSchema::fits);
            case null, default -> true;
        };
    }
}
