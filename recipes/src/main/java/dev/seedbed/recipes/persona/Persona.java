package dev.seedbed.recipes.persona;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.SampleId;
import dev.seedbed.recipes.internal.Reading;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A persona, and where it comes from.
///
/// @param id that of the sample that carries it
/// @param relation to the text, or to the persona, that it was made from; empty for a given one
/// @param parent the persona that it was made from; empty for one from a text
/// @param depth how many times a persona led to a persona, 0 for the first
record Persona(SampleId id, String text, Optional<String> relation, Optional<String> parent, long depth) {
    static final String COLUMN = "persona";
    static final String ID = "persona_id";
    static final String SHA256 = "persona_sha256";
    static final String DEPTH = "persona_depth";
    static final String RELATION = "persona_relation";
    static final String PARENT = "persona_parent";
    static final List<String> COLUMNS = List.of(COLUMN, ID, SHA256, DEPTH, RELATION, PARENT);

    private static final Pattern LABEL = Pattern.compile("^\\**persona\\**\\s*:\\s*\\**\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ITEM = Pattern.compile("(^|\\n)\\s*([-*•]|\\d+[.)])\\s");
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern QUOTED = Pattern.compile("^[\"“](.*)[\"”]$");

    /// What a model says a persona is: one description in running text, the label `Persona:` and quotation marks
    /// taken off. A list holds several personas, and which was meant cannot be told.
    static Reading<String> read(String reply) {
        String text = LABEL.matcher(reply).replaceFirst("").strip();
        if (ITEM.matcher(text).find()) {
            return Reading.unusable("list-of-personas", "the reply is a list, but one persona was asked for", reply);
        }
        if (PARAGRAPHS.matcher(text).find()) {
            return Reading.unusable(
                    "several-paragraphs", "the reply has several paragraphs, but one sentence was asked for", reply);
        }
        String line = QUOTED.matcher(SPACE.matcher(text).replaceAll(" "))
                .replaceFirst("$1")
                .strip();
        return line.contains(" ")
                ? Reading.found(line)
                : Reading.unusable("no-persona", "the reply is no description of a person", reply);
    }

    Data columns() {
        return Data.of(COLUMN, text)
                .with(ID, id.toString())
                .with(SHA256, Hash.sha256Of(text))
                .with(DEPTH, depth)
                .with(RELATION, relation.orElse(null))
                .with(PARENT, parent.orElse(null));
    }
}
