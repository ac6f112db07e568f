package dev.seedbed.api.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.setting.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks one model for JSON that follows one schema: by the best means that the model has, always validated, and
/// asked again with the errors where it is wrong.
///
/// ```java
/// JsonReplies verdicts = building.jsonReplies(JsonWanted.of(MODEL, SCHEMA, PROMPTS));  // while the step is built
///
/// switch (verdicts.ask(work, Ask.of(model, Request.chat(messages, sampling)))) {
///     case JsonReplies.Value given -> Outcome.passed(sample.with("score", given.object().value("score")));
///     case JsonReplies.Invalid invalid -> Outcome.rejected(invalid.rejection());
/// }
/// ```
///
/// **The rungs**, best first, are those of [Rung]; the model's capabilities decide, or the setting [#STRUCTURE].
/// On the rungs [Rung#TOOL], [Rung#JSON] and [Rung#SCHEMA] a schema that is not of `type: object` is asked for as
/// `{"value": ...}`, since most endpoints take only objects there; the value is taken out again.
///
/// **A reply counts as a whole or not at all.** White space and one code fence around everything are taken away.
/// A duplicate key, a text before or behind the value, a number that JSON does not have: none is picked out or
/// mended. A reply that was cut is never read, even if what there is would be JSON.
///
/// **Repair:** an invalid reply is shown to the model with its errors, as the next attempt of the same draw, up
/// to [#REPAIRS] times, on the same rung. Cut, filtered and empty replies are not repaired. A text to continue
/// cannot be answered back to: it is asked again as it is, where the temperature lets something else come.
///
/// Thread-safe; what is asked, and in which order, follows from the question and the replies alone.
public interface JsonReplies {
    /// How the model is held to the schema. A step that takes this lets its user choose.
    Parameter<String> STRUCTURE = Parameter.choice(
                    "structure",
                    List.of("auto", "schema", "tool", "json", "instructions"),
                    "How the model is held to the JSON that is wanted: by the endpoint's JSON Schema, by a call of a"
                            + " function, by the endpoint's JSON mode, or by instructions in the prompt only. `auto` takes the"
                            + " first of these that the model can do.")
            .defaultsTo("auto");

    /// How often an invalid reply is shown to the model with its errors. A step that takes this lets its user
    /// choose; another name for it is not read.
    Parameter<Long> REPAIRS = Parameter.wholeNumber(
                    "repairs",
                    0,
                    10,
                    "How often a reply that is not the JSON that is wanted is shown to the model with its errors, to be"
                            + " answered again.")
            .defaultsTo(2);

    /// The means to get JSON, the strongest first.
    enum Rung {
        /// The endpoint holds the reply to the schema.
        SCHEMA(Optional.of(Capability.SCHEMA)),
        /// The model calls a function whose arguments follow the schema.
        TOOL(Optional.of(Capability.TOOLS)),
        /// The endpoint holds the reply to being JSON; the schema is told in the prompt.
        JSON(Optional.of(Capability.JSON)),
        /// The schema is told in the prompt, and nothing holds the reply to it.
        INSTRUCTIONS(Optional.empty());

        private final Optional<Capability> needed;

        Rung(Optional<Capability> needed) {
            this.needed = needed;
        }

        /// What a model must be able to do for it; empty if every model can.
        public Optional<Capability> needed() {
            return needed;
        }

        /// What it is called in settings and records.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a question came to.
    sealed interface Answer {
        /// How the model was held to the schema.
        Rung rung();

        /// Every reply, in the order of the attempts; the last one decided.
        List<Reply> replies();

        /// How often the model was asked.
        default int attempts() {
            return replies().size();
        }
    }

    /// JSON that follows the schema.
    ///
    /// @param value a JSON value, as [Data] holds them
    /// @param refused why each reply before the last was not taken. On the rungs that hold a reply to the schema
    ///     it tells that the endpoint did not
    record Value(@Nullable Object value, Rung rung, List<Reply> replies, List<Rejection> refused) implements Answer {
        public Value {
            replies = List.copyOf(replies);
            refused = List.copyOf(refused);
        }

        /// The value of a schema of `type: object`.
        ///
        /// @throws IllegalStateException if it is no object
        public Data object() {
            if (!(value instanceof Map<?, ?> map)) {
                throw new IllegalStateException("the value is no object: " + value);
            }
            @SuppressWarnings("unchecked") // an object of JSON has no other keys
            Map<String, @Nullable Object> fields = (Map<String, @Nullable Object>) map;
            return Data.copyOf(fields);
        }
    }

    /// No reply could be taken.
    ///
    /// @param rejection why the last one could not: `invalid-json`, `schema-mismatch`, `truncated`, `filtered` or
    ///     `empty-reply`; the evidence holds the reply, the errors, the attempts and the rung
    /// @param errors in the last reply; empty if it was not read
    /// @param refused why each reply before it was not taken
    record Invalid(Rejection rejection, List<String> errors, Rung rung, List<Reply> replies, List<Rejection> refused)
            implements Answer {
        public Invalid {
            errors = List.copyOf(errors);
            replies = List.copyOf(replies);
            refused = List.copyOf(refused);
        }

        /// The code of the rejection.
        public String reason() {
            return rejection.reason();
        }
    }

    /// The rung that every question is asked on.
    Rung rung();

    /// Asks, and asks again for what is not right.
    ///
    /// @param question a conversation that ends with the user's turn, or a text to continue if that was wanted;
    ///     with no format of its own. Its attempt is the first one's
    /// @throws IllegalArgumentException if the question is to another model, or asks for a format
    default Answer ask(Work work, Ask question) throws InterruptedException {
        return askAll(work, List.of(question)).getFirst();
    }

    /// Asks all at once, then all that need it again, and returns the answers in the order of the questions.
    List<Answer> askAll(Work work, List<Ask> questions) throws InterruptedException;
}
