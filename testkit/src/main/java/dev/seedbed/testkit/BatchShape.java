package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One provider's interface for batches, after its public reference. A batch is done when it is looked at for the
/// second time; what comes of its requests stands in another order than they did.
///
/// Thread-safe.
abstract class BatchShape {
    private final List<Batch> batches = new ArrayList<>();

    /// What is said to a request, and its status.
    record Said(int status, String body) {}

    /// Says what it would say to a request that comes alone.
    interface Asker {
        Said ask(String path, String body);
    }

    static final class Batch {
        final String id;
        final String name;
        final Map<String, String> bodies;
        final Map<String, Said> results = new LinkedHashMap<>();
        int looks;
        boolean isCancelled;

        Batch(String id, String name, Map<String, String> bodies) {
            this.id = id;
            this.name = name;
            this.bodies = bodies;
        }

        boolean isOver() {
            return isCancelled || looks > 1;
        }
    }

    /// Empty if it is no request about batches.
    abstract Optional<Said> answer(RecordedRequest request, Asker asker);

    /// Takes a batch in, and answers its requests at once.
    final synchronized Batch take(String prefix, String name, Map<String, String> bodies, String path, Asker asker) {
        Batch batch = new Batch(prefix + (batches.size() + 1), name, bodies);
        List<String> ids = new ArrayList<>(bodies.keySet());
        Collections.shuffle(ids, new Random(7));
        ids.forEach(id -> batch.results.put(id, asker.ask(path, String.valueOf(bodies.get(id)))));
        batches.add(batch);
        return batch;
    }

    final synchronized Optional<Batch> find(String id) {
        return batches.stream().filter(batch -> batch.id.equals(id)).findFirst();
    }

    /// The newest first.
    final synchronized List<Batch> all() {
        return List.copyOf(batches).reversed();
    }

    static Said ok(Map<String, ? extends @Nullable Object> body) {
        return new Said(200, Json.write(body));
    }

    static Said missing(String what) {
        return new Said(404, Json.write(Map.of("error", Map.of("message", "there is no " + what))));
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static Data object(@Nullable Object value) {
        return Json.parseObject(Json.write(value));
    }
}
