package dev.seedbed.corpus;

import dev.seedbed.api.Data;

/// What becomes of a row.
public sealed interface Fate {
    /// It stays.
    ///
    /// @param columns what is added to it where verdicts are written as a column; usually nothing
    record Kept(Data columns) implements Fate {
        /// As it is.
        public static final Kept AS_IT_IS = new Kept(Data.empty());
    }

    /// It goes.
    ///
    /// @param reason lower-case words joined by hyphens
    /// @param evidence what a person needs to check it
    record Removed(String reason, Data evidence) implements Fate {}
}
