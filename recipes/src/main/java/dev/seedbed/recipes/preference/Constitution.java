package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.recipes.internal.Once;
import dev.seedbed.recipes.internal.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Principles of our own wording, as many as in the paper: 16 pairs of a request for a critique and one for a
/// revision, and 16 questions that compare two answers.
final class Constitution {
    private static final Once<Data> FILE =
            new Once<>(() -> Json.parseObject(Resource.read("preference/constitution.json")));

    private Constitution() {}

    /// What a round of revision asks for.
    ///
    /// @param id stands in every row
    record Revision(String id, String critique, String revision) {
        /// By a principle that a pipeline gives in one sentence.
        static Revision by(String principle) {
            return new Revision(
                    principle,
                    "Say where the answer goes against this principle: " + principle,
                    "Rewrite the answer so that it keeps to this principle: " + principle);
        }
    }

    static List<Revision> revisions() {
        List<Revision> revisions = new ArrayList<>();
        for (Object each : list("revisions")) {
            Map<?, ?> fields = (Map<?, ?>) each;
            revisions.add(new Revision(
                    String.valueOf(fields.get("id")),
                    String.valueOf(fields.get("critique")),
                    String.valueOf(fields.get("revision"))));
        }
        return revisions;
    }

    static List<String> preferences() {
        return list("preferences").stream().map(String::valueOf).toList();
    }

    private static List<?> list(String name) {
        return (List<?>) Objects.requireNonNull(FILE.get().value(name));
    }
}
