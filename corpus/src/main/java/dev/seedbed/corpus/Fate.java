package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import java.util.List;

/// What becomes of a row.
public sealed interface Fate {
    /// It stays.
    ///
    /// @param columns what is added to it where verdicts are written as a column; usually nothing
    record Kept(Data columns) implements Fate {
        /// As it is.
        public static final Kept AS_IT_IS = new Kept(Data.empty());
    }

    /// It stays, with another text. All of its bytes that are not of a text that changes stay the same.
    ///
    /// @param edits in their order, none over another; one that reaches over several columns or messages puts
    ///     its text into the first
    /// @param reason lower-case words joined by hyphens
    /// @param evidence what a person needs to check it
    record Changed(List<Edit> edits, String reason, Data evidence) implements Fate {
        public Changed {
            edits = List.copyOf(edits);
        }
    }

    /// It goes.
    ///
    /// @param reason lower-case words joined by hyphens
    /// @param evidence what a person needs to check it
    record Removed(String reason, Data evidence) implements Fate {}
}
