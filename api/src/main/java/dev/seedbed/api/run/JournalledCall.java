package dev.seedbed.api.run;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.setting.PromptReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A model call and what came of it.
///
/// @param key the hash of the whole rendered request and the draw
/// @param alias the model's alias in the pipeline that made the call
/// @param identity provider and model
/// @param step that asked
/// @param sample the id of the sample it was asked for, as text
/// @param request the request as one line of JSON
/// @param seed what was sent as seed
/// @param attempt the attempt of the draw
/// @param prompt what the request was rendered from
/// @param result the reply or the failure
/// @param cost by the price at the time
/// @param lost what tries that got no reply may have cost, since nobody can know
/// @param started when the call began
/// @param took how long the last try took
/// @param tries how often the endpoint was called for it, retries included
public record JournalledCall(
        Hash key,
        String alias,
        String identity,
        String step,
        String sample,
        String request,
        int seed,
        int attempt,
        Optional<PromptReference> prompt,
        Result result,
        Money cost,
        Lost lost,
        Instant started,
        Duration took,
        int tries) {

    /// The most that tries without a reply may have taken.
    ///
    /// @param tokens input and output
    /// @param money in the currency of the call's cost
    public record Lost(long tokens, BigDecimal money) {
        public static final Lost NONE = new Lost(0, BigDecimal.ZERO);

        public Lost plus(Lost other) {
            return new Lost(tokens + other.tokens, money.add(other.money));
        }
    }

    /// What came of a call.
    public sealed interface Result {}

    /// It was answered.
    public record Answered(Reply reply) implements Result {}

    /// It failed for good: the same request would fail again.
    ///
    /// @param status the HTTP status; 0 if there was none
    /// @param body the beginning of what the endpoint said
    public record Failed(String message, int status, String body) implements Result {}
}
