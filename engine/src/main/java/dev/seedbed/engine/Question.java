package dev.seedbed.engine;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import dev.seedbed.api.run.JournalledCall.Lost;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.step.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What is asked, of whom, and for whom.
///
/// @param earlier the aliases that it was put to before, or is in any case
record Question(
        Counter counter,
        Hash key,
        String step,
        long candidate,
        SampleId sample,
        Ask ask,
        String request,
        int seed,
        List<String> earlier) {
    /// Whether what is known of its key is an answer to it: where several models of one identity may answer,
    /// that an earlier one did not says nothing of this one.
    boolean counts(JournalledCall call) {
        return call.result() instanceof Answered || !earlier.contains(call.alias());
    }

    /// What a try of it may cost at most.
    Lost most() {
        return counter.lane.most(ask.request()).asLost();
    }

    BatchLog.Question posted() {
        return new BatchLog.Question(
                key,
                counter.model.alias(),
                step,
                sample.toString(),
                request,
                seed,
                ask.attempt(),
                ask.prompt(),
                counter.model.endpoint().mostInputTokens(ask.request()),
                ask.request().sampling().maxTokens(),
                0);
    }

    /// @param whose of the models that may answer it, the one that is told of
    RunEvent.Call event(Counter whose) {
        return new RunEvent.Call(
                whose.model.alias(),
                whose.model.provider(),
                whose.model.name(),
                whose.operation(ask.request()),
                step,
                sample.toString(),
                candidate);
    }

    JournalledCall journalled(
            JournalledCall.Result result, Money cost, Lost lost, Instant started, Duration took, int tries) {
        return new JournalledCall(
                key,
                counter.model.alias(),
                counter.identity(),
                step,
                sample.toString(),
                request,
                seed,
                ask.attempt(),
                ask.prompt(),
                result,
                cost,
                lost,
                started,
                took,
                tries);
    }
}
