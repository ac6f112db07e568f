package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Json;
import dev.seedbed.recipes.internal.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a model whose chat template is out of reach, as when it stands behind an endpoint.
///
/// @param preQuery the text before a user's first message
/// @param stop the texts that end a message
/// @param stopAssistant the words at which the released code also stops
/// @param withSystem the text before a user's first message, with a system prompt in the place of `{system}`
record Family(String preQuery, List<String> stop, List<String> stopAssistant, Optional<String> withSystem) {
    private static final String PLACE = "{system}";
    private static final Map<String, Family> ALL = load();

    /// The families that the authors of Magpie list, by the names of their models.
    static Map<String, Family> all() {
        return ALL;
    }

    private static Map<String, Family> load() {
        Map<String, Family> families = new LinkedHashMap<>();
        Json.parseObject(Resource.read("magpie/families.json"))
                .asMap()
                .forEach((name, entry) -> families.put(name, read((Map<?, ?>) entry)));
        return Collections.unmodifiableMap(families);
    }

    /// The family of this name.
    static Optional<Family> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Family read(@Nullable Map<?, ?> entry) {
        if (entry == null) {
            throw new IllegalStateException("an entry of families.json is null");
        }
        return new Family(
                String.valueOf(entry.get("pre_query")),
                texts(entry.get("stop")),
                texts(entry.get("stop_assistant")),
                Optional.ofNullable(entry.get("with_system")).map(String::valueOf));
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// The text before a user's first message under a system prompt, where the family's form of it is known.
    Optional<String> preQuery(String system) {
        return withSystem.map(text -> text.replace(PLACE, system));
    }
}
