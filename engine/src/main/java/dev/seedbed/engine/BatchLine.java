package dev.seedbed.engine;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.RunSummary.End;
import java.time.Duration;

/// Calls about a batch: asked again as long as that can help, since no row hangs on one of them but all of a batch.
/// An endpoint that gives no answer for [CallRules#outage], or that refuses to speak of batches, stops the run.
final class BatchLine {
    private static final int LONGEST_SAID = 300;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration REFUSED_FOR = Duration.ofMinutes(10);
    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(10);

    private final String alias;
    private final CallRules rules;
    private final StopSignal stopSignal;

    /// Something that is asked of the endpoint.
    interface Call<T> {
        T make() throws CallFailedException, InterruptedException;
    }

    BatchLine(String alias, CallRules rules, StopSignal stopSignal) {
        this.alias = alias;
        this.rules = rules;
        this.stopSignal = stopSignal;
    }

    /// For what is short.
    Duration deadline() {
        return rules.deadline();
    }

    /// For whole files.
    Duration transfer() {
        return rules.deadline().compareTo(LONGEST_TRANSFER) > 0 ? rules.deadline() : LONGEST_TRANSFER;
    }

    <T> T persist(Call<T> call) throws InterruptedException {
        long begun = System.nanoTime();
        for (int times = 0; ; times++) {
            stopSignal.check();
            try {
                return call.make();
            } catch (CallFailedException failure) {
                pause(failure, begun, times);
            }
        }
    }

    /// Asks about a batch whose id is known.
    ///
    /// @throws GoneException if the endpoint has it no longer
    <T> T persistWhileThere(Call<T> call) throws InterruptedException, GoneException {
        long begun = System.nanoTime();
        for (int times = 0; ; times++) {
            stopSignal.check();
            try {
                return call.make();
            } catch (CallFailedException failure) {
                int status = failure.status().orElse(0);
                if (status == 404 || status == 410) {
                    throw new GoneException(failure);
                }
                pause(failure, begun, times);
            }
        }
    }

    /// The endpoint no longer has what is asked about.
    static final class GoneException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient CallFailedException failure;

        GoneException(CallFailedException failure) {
            super(failure);
            this.failure = failure;
        }

        CallFailedException failure() {
            return failure;
        }
    }

    /// Waits before something is tried again.
    ///
    /// @param begun when it was tried first, by [System#nanoTime]
    /// @param times how often it was tried again before
    void pause(CallFailedException failure, long begun, int times) throws InterruptedException {
        Duration patience = failure.remedy() == Remedy.SLOW_DOWN ? REFUSED_FOR : rules.outage();
        boolean canHelp = switch (failure.remedy()) {
            case RETRY, SLOW_DOWN, UNREACHABLE -> true;
            case GIVE_UP, STOP_RUN -> false;
        };
        if (!canHelp || System.nanoTime() - begun > patience.toNanos()) {
            throw unusable("cannot be asked in batches: " + said(failure));
        }
        long doubled = FIRST_PAUSE.toMillis() << Math.min(10, times);
        Duration usual = Duration.ofMillis(Math.min(LONGEST_PAUSE.toMillis(), doubled));
        Thread.sleep(failure.retryAfter().orElse(usual));
    }

    StoppedException unusable(String why) {
        stopSignal.stop(End.UNUSABLE, "the model '" + alias + "' " + why, null);
        return new StoppedException();
    }

    static String said(CallFailedException failure) {
        String whole = failure.body().isBlank()
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + failure.body();
        return Words.line(whole, LONGEST_SAID);
    }
}
