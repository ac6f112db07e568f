package dev.seedbed.api.run;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.RunSummary.Calls;
import dev.seedbed.api.run.RunSummary.End;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Something that happened in a run, for a [RunListener]. Events hold figures and names only: no prompt, no
/// reply, no key, and nothing that an endpoint said in its own words.
public sealed interface RunEvent {
    /// When, by the run's clock.
    Instant at();

    /// @param target the rows wanted, if a number was asked for
    record Began(Instant at, String pipeline, long seed, Optional<Long> target) implements RunEvent {}

    /// @param fates of all that was made
    /// @param spent by the calls of this start
    record Ended(
            Instant at,
            String pipeline,
            End end,
            Map<Fate, Long> fates,
            Calls calls,
            Usage tokens,
            Money spent,
            Duration took)
            implements RunEvent {
        public Ended {
            fates = Map.copyOf(fates);
        }
    }

    /// Whose call it is.
    ///
    /// @param model the alias in the pipeline
    /// @param provider the provider's id
    /// @param name the model's own name, as the pipeline gives it to the provider; empty if the provider takes none
    /// @param sample the id of the sample it is made for
    /// @param candidate the number of the candidate that the sample descends from
    record Call(
            String model,
            String provider,
            String name,
            Operation operation,
            String step,
            String sample,
            long candidate) {}

    /// What a call asks for.
    enum Operation {
        /// The answer to a conversation.
        CHAT,
        /// What a text goes on with.
        CONTINUATION,
        /// The vector of a text.
        EMBEDDING
    }

    /// A question has its answer, which is in the journal.
    ///
    /// @param tries how often the endpoint was called for it
    /// @param isReused whether the journal had the answer, or another sample's call gave it: then nothing was
    ///     paid now, and the figures are those of the call that was
    /// @param answeredBy the model's name as the endpoint gives it, if it does and it looks like one
    /// @param took how long the last try took
    record CallAnswered(
            Instant at,
            Call call,
            int tries,
            boolean isReused,
            Finish finish,
            Optional<String> answeredBy,
            Usage usage,
            Money cost,
            Duration took)
            implements RunEvent {}

    /// A question will have no answer: its sample fails.
    ///
    /// @param status the HTTP status, if there was one
    /// @param took how long the last try took; nothing if there was none
    record CallFailed(Instant at, Call call, int tries, boolean isReused, OptionalInt status, Duration took)
            implements RunEvent {}

    /// A try gave no reply, and there will be another, or a verdict. Texts that are embedded together are tried
    /// together: then it is the call of the one that led them.
    ///
    /// @param tries up to now, this one among them; those that were refused as too many do not count
    /// @param remedy what is done about it
    /// @param status the HTTP status, if there was one
    record CallRetried(Instant at, Call call, int tries, Remedy remedy, OptionalInt status, Duration took)
            implements RunEvent {}

    /// What is known of an endpoint has changed.
    ///
    /// @param model the alias in the pipeline
    /// @param mostOpen how many calls may be open now
    /// @param perSecond how many may go out in a second; infinite if nothing limits them
    record EndpointChanged(
            Instant at, String model, String provider, Condition condition, int mostOpen, double perSecond)
            implements RunEvent {}

    /// How an endpoint takes calls.
    enum Condition {
        /// It takes all that come: it has recovered.
        RECOVERED,
        /// It has refused calls, and gets fewer.
        SLOWED,
        /// It has refused three in a row and taken none: all calls wait.
        REFUSED,
        /// Tries fail one after the other: one call goes out at a time.
        SILENT,
        /// It is out of order, and another stands in: for a while no call goes out but one now and then, to see
        /// whether it is well again.
        DOWN
    }

    /// Too many of a model's last calls failed for good, so the run stops.
    ///
    /// @param share such as `20 of the last 21`
    record Braked(Instant at, String model, String share) implements RunEvent {}

    /// The run is told to stop, and begins to.
    record Stopping(Instant at, End end) implements RunEvent {}
}
