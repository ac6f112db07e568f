package dev.seedbed.recipes.instructlab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a `qna.yaml` says, checked as the JSON Schemas of version 3 check it (instructlab/schema at be6832cb:
/// `compositional_skills.json`, `knowledge.json`, `version.json`), with every fault and its place.
///
/// ```java
/// Qna qna = Qna.of(yaml, false);
/// qna.faults();       // ["version is missing", "seed_examples has 1 item, but needs 5 or more"]
/// ```
///
/// Foundational skills follow the schema of compositional ones.
final class Qna {
    /// What data is made of it, and how.
    enum Type {
        FREEFORM_SKILL("freeform-skill"),
        /// A skill whose examples have a context.
        GROUNDED_SKILL("grounded-skill"),
        KNOWLEDGE("knowledge");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static final long VERSION = 3;
    private static final int FEWEST_EXAMPLES = 5;
    private static final int FEWEST_ANSWERS = 3;

    private final Map<?, ?> fields;
    private final Type type;
    private final List<String> faults = new ArrayList<>();

    private Qna(Map<?, ?> fields, Type type) {
        this.fields = fields;
        this.type = type;
    }

    /// @param isKnowledge whether it stands in the branch of knowledge
    static Qna of(@Nullable Object yaml, boolean isKnowledge) {
        if (!(yaml instanceof Map<?, ?> fields)) {
            Qna none = new Qna(Map.of(), isKnowledge ? Type.KNOWLEDGE : Type.FREEFORM_SKILL);
            none.faults.add("the file is no map of fields");
            return none;
        }
        Qna qna = new Qna(
                fields, isKnowledge ? Type.KNOWLEDGE : isGrounded(fields) ? Type.GROUNDED_SKILL : Type.FREEFORM_SKILL);
        qna.check();
        return qna;
    }

    private static boolean isGrounded(Map<?, ?> fields) {
        return fields.get("seed_examples") instanceof List<?> examples
                && examples.stream()
                        .anyMatch(example -> example instanceof Map<?, ?> map && map.get("context") instanceof String);
    }

    Type type() {
        return type;
    }

    /// Everything that is wrong; empty if it is valid.
    List<String> faults() {
        return faults;
    }

    /// A text of a valid one.
    String text(String field) {
        return String.valueOf(fields.get(field)).strip();
    }

    @SuppressWarnings("unchecked") // checked by the constructor's caller, and JSON objects have no other keys
    List<Map<String, Object>> examples() {
        return (List<Map<String, Object>>) (List<?>) list(fields.get("seed_examples"));
    }

    List<String> patterns() {
        return fields.get("document") instanceof Map<?, ?> document
                ? list(document.get("patterns")).stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> items ? items : List.of();
    }

    private void check() {
        Object version = fields.get("version");
        if (version == null) {
            faults.add("version is missing");
        } else if (!version.equals(VERSION)) {
            faults.add("version is " + version + ", but must be " + VERSION);
        }
        text(fields, "", "created_by");
        if (type == Type.KNOWLEDGE) {
            closed(
                    fields,
                    "",
                    Set.of("version", "created_by", "domain", "seed_examples", "document", "document_outline"));
            text(fields, "", "domain");
            text(fields, "", "document_outline");
            items(fields, "", "seed_examples", FEWEST_EXAMPLES).forEach(this::checkKnowledge);
            checkDocument();
        } else {
            closed(fields, "", Set.of("version", "created_by", "task_description", "seed_examples"));
            text(fields, "", "task_description");
            items(fields, "", "seed_examples", FEWEST_EXAMPLES).forEach(this::checkSkill);
        }
    }

    private void checkSkill(Item item) {
        item.object(this).ifPresent(example -> {
            closed(example, item.place(), Set.of("context", "question", "answer"));
            text(example, item.place(), "question");
            text(example, item.place(), "answer");
            if (example.containsKey("context")) {
                text(example, item.place(), "context");
            }
        });
    }

    private void checkKnowledge(Item item) {
        item.object(this).ifPresent(example -> {
            closed(example, item.place(), Set.of("context", "questions_and_answers"));
            text(example, item.place(), "context");
            for (Item pair : items(example, item.place(), "questions_and_answers", FEWEST_ANSWERS)) {
                pair.object(this).ifPresent(fieldsOfPair -> {
                    text(fieldsOfPair, pair.place(), "question");
                    text(fieldsOfPair, pair.place(), "answer");
                });
            }
        });
    }

    private void checkDocument() {
        Object value = fields.get("document");
        if (!(value instanceof Map<?, ?> document)) {
            faults.add(value == null ? "document is missing" : "document is no map of fields");
            return;
        }
        closed(document, "document.", Set.of("repo", "commit", "patterns"));
        text(document, "document.", "repo");
        text(document, "document.", "commit");
        for (Item pattern : items(document, "document.", "patterns", 1)) {
            if (!(pattern.value() instanceof String text) || text.isEmpty()) {
                faults.add(pattern.path() + " is no text, or an empty one");
            }
        }
    }

    /// An item of a list, and where it stands.
    private record Item(String path, @Nullable Object value) {
        String place() {
            return path + ".";
        }

        Optional<Map<?, ?>> object(Qna qna) {
            if (value instanceof Map<?, ?> map) {
                return Optional.of(map);
            }
            qna.faults.add(path + " is no map of fields");
            return Optional.empty();
        }
    }

    private void text(Map<?, ?> map, String place, String field) {
        Object value = map.get(field);
        if (!map.containsKey(field)) {
            faults.add(place + field + " is missing");
        } else if (!(value instanceof String text)) {
            faults.add(place + field + " is " + value + ", but must be a text");
        } else if (text.isEmpty()) {
            faults.add(place + field + " is empty");
        }
    }

    private void closed(Map<?, ?> map, String place, Set<String> allowed) {
        map.keySet().stream()
                .map(String::valueOf)
                .filter(field -> !allowed.contains(field))
                .forEach(field -> faults.add(place + field + " is no field of this version, which has "
                        + Stream.of(allowed.toArray(String[]::new)).sorted().toList()));
    }

    private List<Item> items(Map<?, ?> map, String place, String field, int fewest) {
        Object value = map.get(field);
        if (!(value instanceof List<?> items)) {
            faults.add(place + field + (value == null ? " is missing" : " is no list"));
            return List.of();
        }
        if (items.size() < fewest) {
            faults.add(place + field + " has " + items.size() + (items.size() == 1 ? " item" : " items")
                    + ", but needs " + fewest + " or more");
        }
        if (new HashSet<Object>(items).size() < items.size()) {
            faults.add(place + field + " has an item twice");
        }
        List<Item> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            all.add(new Item(place + field + "[" + i + "]", items.get(i)));
        }
        return all;
    }
}
