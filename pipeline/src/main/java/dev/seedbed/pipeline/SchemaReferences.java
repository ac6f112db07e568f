package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Problem;
import dev.seedbed.pipeline.expression.Nearest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks that the references of a JSON Schema lead somewhere: to places in it (JSON Pointer, RFC 6901), or to
/// its anchors. Other documents are never fetched, so a reference to one is a problem.
final class SchemaReferences {
    private final Raw root;
    private final boolean isOneDocument;
    private final List<String> anchors = new ArrayList<>();

    SchemaReferences(Raw root) {
        this.root = root;
        List<String> ids = new ArrayList<>();
        collect(root, "$id", ids);
        // An id makes what is inside it a document of its own; the validator knows its way about those.
        this.isOneDocument = ids.isEmpty();
        collect(root, "$anchor", anchors);
        collect(root, "$dynamicAnchor", anchors);
    }

    private static void collect(Raw raw, String keyword, List<String> found) {
        switch (raw) {
            case Raw.Fields fields -> {
                for (Raw.Field field : fields.fields()) {
                    if (field.name().equals(keyword)
                            && field.raw() instanceof Raw.Scalar scalar
                            && scalar.value() instanceof String text) {
                        found.add(text);
                    }
                    collect(field.raw(), keyword, found);
                }
            }
            case Raw.Items items -> items.items().forEach(item -> collect(item, keyword, found));
            case Raw.Scalar _ -> {}
        }
    }

    /// What is wrong with a reference, if anything is.
    Optional<Problem> check(Raw.Scalar reference, String text, String name) {
        String wrong = isOneDocument ? wrong(text) : "";
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(reference.location(), "`" + name + "` is '" + text + "', but " + wrong));
    }

    private String wrong(String reference) {
        if (!reference.startsWith("#")) {
            return "other documents are not fetched: put what it means under `$defs` and write `#/$defs/...`";
        }
        String fragment = reference.substring(1);
        if (fragment.isEmpty()
                || anchors.contains(fragment)
                || (fragment.startsWith("/") && find(fragment).isPresent())) {
            return "";
        }
        return "the schema has no such place" + Nearest.hint(reference, definitions());
    }

    private Optional<Raw> find(String pointer) {
        Optional<Raw> place = Optional.of(root);
        for (String part : pointer.substring(1).split("/", -1)) {
            String name = decoded(part).replace("~1", "/").replace("~0", "~");
            place = place.flatMap(raw -> switch (raw) {
                case Raw.Fields fields -> fields.find(name).map(Raw.Field::raw);
                case Raw.Items items ->
                    name.matches("0|[1-9][0-9]{0,8}")
                                    && Integer.parseInt(name) < items.items().size()
                            ? Optional.of(items.items().get(Integer.parseInt(name)))
                            : Optional.empty();
                case Raw.Scalar _ -> Optional.empty();
            });
        }
        return place;
    }

    /// A pointer in a fragment has its odd characters written as `%20` (RFC 6901, section 6).
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    private List<String> definitions() {
        List<String> places = new ArrayList<>();
        for (String keyword : List.of("$defs", "definitions")) {
            if (find("/" + keyword).orElse(null) instanceof Raw.Fields fields) {
                fields.fields().forEach(field -> places.add("#/" + keyword + "/" + field.name()));
            }
        }
        return places;
    }
}
