package dev.seedbed.api.model;

import dev.seedbed.api.Json;
import java.util.Optional;

/// A complete, well-formed answer of a model.
///
/// @param text the answer, without the stop text that ended it
/// @param finish why it ended
/// @param usage the tokens it took
/// @param model what the endpoint says answered, if it does
/// @param fingerprint the endpoint's mark of its configuration, if it gives one
public record Reply(String text, Finish finish, Usage usage, Optional<String> model, Optional<String> fingerprint) {
    /// The text as a journal can keep it, so that a replay reads what the first run did.
    public Reply {
        text = Json.wellFormed(text);
    }

    /// Why a reply ended.
    public enum Finish {
        /// The model was done, or a stop text was reached.
        STOP,
        /// `max_tokens` was reached: the text is cut.
        LENGTH,
        /// The endpoint's own filter cut or withheld it.
        FILTERED
    }

    public static Reply of(String text, Finish finish, Usage usage) {
        return new Reply(text, finish, usage, Optional.empty(), Optional.empty());
    }
}
