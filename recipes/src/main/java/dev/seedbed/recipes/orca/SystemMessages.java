package dev.seedbed.recipes.orca;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.recipes.internal.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// System messages by id, and which of them a collection's questions may be asked with.
///
/// @param pools by collection; that of `x-choice` is for the multiple choice questions of `x`
record SystemMessages(Map<String, String> messages, Map<String, List<String>> pools) {
    private static final String CHOICE = "-choice";

    /// Our own, in the families of the paper.
    static SystemMessages bundled() {
        Data read = Json.parseObject(Resource.read("orca/system-messages.json"));
        Map<String, String> messages = new LinkedHashMap<>();
        ((Map<?, ?>) Optional.ofNullable(read.value("messages")).orElseThrow())
                .forEach((id, text) -> messages.put(String.valueOf(id), String.valueOf(text)));
        Map<String, List<String>> pools = new LinkedHashMap<>();
        ((Map<?, ?>) Optional.ofNullable(read.value("pools")).orElseThrow())
                .forEach((name, ids) -> pools.put(
                        String.valueOf(name),
                        ((List<?>) ids).stream().map(String::valueOf).toList()));
        return new SystemMessages(messages, pools);
    }

    /// These with others, which win.
    SystemMessages with(Map<String, String> moreMessages, Map<String, List<String>> morePools) {
        Map<String, String> allMessages = new LinkedHashMap<>(messages);
        allMessages.putAll(moreMessages);
        Map<String, List<String>> allPools = new LinkedHashMap<>(pools);
        allPools.putAll(morePools);
        return new SystemMessages(allMessages, allPools);
    }

    /// The ids in pools that no message has.
    List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        pools.forEach((pool, ids) ->
                ids.stream().filter(id -> !messages.containsKey(id)).forEach(id -> unknown.add(id + " of " + pool)));
        return unknown;
    }

    /// One of the collection's, all with the same chance; empty if there is no such collection.
    Optional<String> drawn(String collection, boolean multipleChoice, RandomGenerator random) {
        List<String> usual = pools.getOrDefault(collection, List.of());
        List<String> pool = multipleChoice ? pools.getOrDefault(collection + CHOICE, usual) : usual;
        return pool.isEmpty() ? Optional.empty() : Optional.of(pool.get(random.nextInt(pool.size())));
    }
}
