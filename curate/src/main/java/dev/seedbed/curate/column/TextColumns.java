package dev.seedbed.curate.column;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import java.util.List;

/// The columns whose text a gate looks at.
public final class TextColumns {
    /// What every gate takes.
    public static final Parameter<List<String>> COLUMN = Parameter.listOf(
                    "column", new Kind.Column(), "The column to look at; several may be given, then each must pass.")
            .defaultsTo("answer");

    private TextColumns() {}

    /// The text of a column; one that is absent or null counts as empty.
    public static String text(Sample sample, String column) {
        return sample.data().textIfPresent(column).orElse("");
    }
}
