package dev.seedbed.curate;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.text.Fingerprint;
import dev.seedbed.text.FirstSeen;
import dev.seedbed.text.Normalization;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Rejects samples whose text an earlier one has.
///
/// ```java
/// Collector collector = new ExactDuplicates("exact-duplicates", List.of("question"), Normalization.STANDARD);
/// ```
///
/// The first in candidate order stays. Texts are compared by a 128-bit [Fingerprint] of their normalised form,
/// so that what is remembered of a sample does not grow with its text: 37 to 43 bytes, 48 while the table
/// doubles; a million samples need 40 MB. All of them are kept in memory.
public final class ExactDuplicates implements Collector {
    /// The reason of every rejection.
    public static final String EXACT_DUPLICATE = "exact-duplicate";

    private static final Parameter<List<String>> COLUMN = Parameter.listOf(
            "column",
            new Kind.Column(),
            "The columns that must be equal, all of them, for a row to be a duplicate. Left out, all columns count.");

    private static final Parameter<String> MATCH = Parameter.choice(
                    "match",
                    List.of("exact", "normalized", "words"),
                    "What counts as equal: every character (`exact`), case and white space left out (`normalized`), "
                            + "punctuation left out too (`words`).")
            .defaultsTo("normalized");

    static final StepType TYPE = StepType.named(
                    "exact-duplicates",
                    StepKind.COLLECTOR,
                    "Rejects rows that are equal to an earlier one, but for case and white space.")
            .details("""
                    The first in candidate order stays. Texts are brought to Unicode NFC first, whatever `match` says.
                    It keeps 37 to 43 bytes a row in memory, 48 while its table doubles: 40 MB for a million rows.

                    Reason: `exact-duplicate`. Evidence: `columns`, and the id of the earlier row as `duplicate_of`.""")
            .taking(COLUMN, MATCH)
            .shorthand(COLUMN)
            .example("- exact-duplicates: question")
            .builtBy(building -> build(building.name(), building.settings()));

    private final String name;
    private final List<String> columns;
    private final Normalization normalization;
    private final FirstSeen firstSeen = new FirstSeen(2);

    /// @param columns that must be equal; if there are none, all columns must be
    public ExactDuplicates(String name, List<String> columns, Normalization normalization) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.normalization = normalization;
    }

    private static Collector build(String name, Settings settings) {
        Normalization normalization = switch (settings.get(MATCH)) {
            case "exact" -> Normalization.EXACT;
            case "words" -> Normalization.STANDARD.withoutPunctuation();
            default -> Normalization.STANDARD;
        };
        return new ExactDuplicates(name, settings.find(COLUMN).orElse(List.of()), normalization);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome admit(Sample sample) {
        int earlier = firstSeen.put(fingerprint(sample.data()));
        if (earlier >= 0) {
            Hash id = new Hash(firstSeen.note(earlier, 0), firstSeen.note(earlier, 1));
            return Outcome.rejected(rejection(new SampleId(id)));
        }
        int row = firstSeen.rows() - 1;
        firstSeen.note(row, 0, sample.id().hash().high());
        firstSeen.note(row, 1, sample.id().hash().low());
        return Outcome.passed(sample);
    }

    private Rejection rejection(SampleId earlier) {
        return new Rejection(
                EXACT_DUPLICATE,
                (columns.isEmpty() ? "the row" : String.join(", ", columns)) + " is that of the earlier sample "
                        + earlier,
                Data.of("columns", columns).with("duplicate_of", earlier.toString()));
    }

    private Fingerprint fingerprint(Data data) {
        List<String> parts = new ArrayList<>();
        if (columns.isEmpty()) {
            for (String column : new TreeSet<>(data.columns())) {
                parts.add(column);
                add(data, column, parts);
            }
        } else {
            columns.forEach(column -> add(data, column, parts));
        }
        return Fingerprint.of(parts.toArray(String[]::new));
    }

    /// An absent value and an empty text are not the same, nor are a number and its digits.
    private void add(Data data, String column, List<String> parts) {
        Object value = data.value(column);
        parts.add(value == null ? "none" : value instanceof String ? "text" : "json");
        parts.add(
                switch (value) {
                    case null -> "";
                    case String text -> normalization.apply(text);
                    default -> Json.canonical(value);
                });
    }
}
