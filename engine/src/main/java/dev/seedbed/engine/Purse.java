package dev.seedbed.engine;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall.Lost;
import dev.seedbed.api.run.RunSummary.End;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps a run within its caps: before each call it sets aside the most that the call can use, and afterwards
/// puts back what it did not. A call that does not fit waits for those in flight to put something back; if none
/// is in flight, the budget is used up and the run stops.
///
/// What was spent counts from the journal's first call on, so a resumed run has what is left, not all of it
/// again.
final class Purse {
    private final Caps caps;
    private final StopSignal stopSignal;
    private final Stopwatch stopwatch;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private BigDecimal money;
    private long tokens;
    private long calls;
    private BigDecimal moneyReserved = BigDecimal.ZERO;
    private long tokensReserved;
    private long callsReserved;

    /// What one try of a call may use at most.
    ///
    /// @param input tokens
    /// @param output tokens
    record Most(long input, long output, Price price) {
        private long tokens() {
            return input + output;
        }

        private BigDecimal money() {
            return price.of(new Usage(input, output, true)).amount();
        }

        /// A try that gave no reply may have been charged all the same: nobody can know, so it counts as the most
        /// it can be.
        Lost asLost() {
            return new Lost(tokens(), money());
        }
    }

    Purse(Caps caps, Journal.Spent before, StopSignal stopSignal, Stopwatch stopwatch) {
        this.caps = caps;
        this.stopSignal = stopSignal;
        this.stopwatch = stopwatch;
        this.money = caps.money()
                .map(cap -> before.cost().stream()
                        .filter(sum -> sum.currency().equals(cap.currency()))
                        .map(Money::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .orElse(BigDecimal.ZERO);
        this.tokens = before.usage().input() + before.usage().output() + before.lostTokens();
        this.calls = before.calls();
    }

    /// Sets aside what a try may use at most.
    ///
    /// @throws StoppedException if it does not fit any more, or the run stops for another reason
    void reserve(Most most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                stopSignal.check();
                Optional<String> missing = missing(most);
                if (missing.isEmpty()) {
                    moneyReserved = moneyReserved.add(moneyOf(most));
                    tokensReserved += most.tokens();
                    callsReserved++;
                    return;
                }
                if (callsReserved == 0 || timeIsUp()) {
                    stopSignal.stop(End.OUT_OF_BUDGET, missing.get(), null);
                    throw new StoppedException();
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Sets aside what was sent by an earlier start and may be charged yet, whether it fits or not.
    void claim(Most most) {
        lock.lock();
        try {
            moneyReserved = moneyReserved.add(moneyOf(most));
            tokensReserved += most.tokens();
            callsReserved++;
        } finally {
            lock.unlock();
        }
    }

    /// The try was answered: puts back what it did not use.
    void settle(Most most, Usage used) {
        end(
                most,
                used.input() + used.output(),
                caps.money().isPresent() ? most.price.of(used).amount() : null,
                true);
    }

    /// The try may have been charged, though nobody heard of an answer.
    void lose(Most most) {
        end(most, most.tokens(), moneyOf(most), false);
    }

    /// The try cost nothing.
    void putBack(Most most) {
        end(most, 0, null, false);
    }

    private void end(Most most, long tokensUsed, @Nullable BigDecimal moneyUsed, boolean isAnswered) {
        lock.lock();
        try {
            moneyReserved = moneyReserved.subtract(moneyOf(most));
            tokensReserved -= most.tokens();
            callsReserved--;
            money = moneyUsed == null ? money : money.add(moneyUsed);
            tokens += tokensUsed;
            calls += isAnswered ? 1 : 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Money counts only where it is capped.
    private BigDecimal moneyOf(Most most) {
        return caps.money().isPresent() ? most.money() : BigDecimal.ZERO;
    }

    private boolean timeIsUp() {
        return caps.time().isPresent()
                && stopwatch.elapsed().compareTo(caps.time().get()) >= 0;
    }

    private String timeUsedUp() {
        return "the time budget of " + Words.of(caps.time().orElseThrow()) + " is used up";
    }

    private Optional<String> missing(Most wanted) {
        if (timeIsUp()) {
            return Optional.of(timeUsedUp());
        }
        if (caps.calls().isPresent() && calls + callsReserved + 1 > caps.calls().getAsLong()) {
            return Optional.of("the budget of " + Words.some(caps.calls().getAsLong(), "call") + " is used up");
        }
        if (caps.tokens().isPresent()
                && tokens + tokensReserved + wanted.tokens() > caps.tokens().getAsLong()) {
            return Optional.of("the budget of " + caps.tokens().getAsLong() + " tokens has " + tokens
                    + " used, and the next call may take up to " + wanted.tokens());
        }
        if (caps.money().isPresent()) {
            Money cap = caps.money().get();
            if (money.add(moneyReserved).add(wanted.money()).compareTo(cap.amount()) > 0) {
                return Optional.of("the budget of " + cap + " has " + new Money(money, cap.currency())
                        + " used, and the next call may cost up to " + new Money(wanted.money(), cap.currency()));
            }
        }
        return Optional.empty();
    }
}
