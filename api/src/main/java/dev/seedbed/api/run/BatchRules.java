package dev.seedbed.api.run;

import java.time.Duration;

/// How the questions to a model go in batches.
///
/// @param mostRequests of one batch; the endpoint's own limit holds beside it
/// @param gather how long no further question may come before those that have gathered leave
/// @param poll how long after a batch was submitted it is looked at; each look after that waits half as long again,
///     up to sixty times this
public record BatchRules(int mostRequests, Duration gather, Duration poll) {
    public static final BatchRules USUAL = new BatchRules(10_000, Duration.ofSeconds(2), Duration.ofSeconds(1));
}
