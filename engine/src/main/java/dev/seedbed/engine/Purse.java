package dev.seedbed.engine;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.RunSummary.End;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps a run within its caps: before each call it sets aside the most that the call can use, and afterwards
/// puts back what it did not. A call that does not fit waits for those in flight to put something back; if none
/// is in flight, the budget is used up and the run stops.
///
/// What was spent counts from the journal's first call on, so a resumed run has what is left, not all of it
/// again.
final class Purse {
    private final Caps caps;
    private final StopSignal stopSignal;
    private final Clock clock;
    private final Optional<Instant> end;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private BigDecimal money;
    private long tokens;
    private long calls;
    private BigDecimal moneyReserved = BigDecimal.ZERO;
    private long tokensReserved;
    private long callsReserved;

    /// What one call may use at most.
    record Reservation(BigDecimal money, long tokens) {}

    Purse(Caps caps, Journal.Spent before, StopSignal stopSignal, Clock clock) {
        this.caps = caps;
        this.stopSignal = stopSignal;
        this.clock = clock;
        this.end = caps.time().map(time -> clock.instant().plus(time));
        this.money = caps.money()
                .map(cap -> before.cost().stream()
                        .filter(sum -> sum.currency().equals(cap.currency()))
                        .map(Money::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .orElse(BigDecimal.ZERO);
        this.tokens = before.usage().input() + before.usage().output();
        this.calls = before.calls();
    }

    /// Sets aside what a call may use at most.
    ///
    /// @throws StoppedException if it does not fit any more, or the run stops for another reason
    Reservation reserve(long mostInput, long mostOutput, Price price) throws InterruptedException {
        Reservation wanted = new Reservation(
                caps.money().isPresent()
                        ? price.of(new Usage(mostInput, mostOutput, true)).amount()
                        : BigDecimal.ZERO,
                mostInput + mostOutput);
        lock.lockInterruptibly();
        try {
            while (true) {
                stopSignal.check();
                Optional<String> missing = missing(wanted);
                if (missing.isEmpty()) {
                    moneyReserved = moneyReserved.add(wanted.money);
                    tokensReserved += wanted.tokens;
                    callsReserved++;
                    return wanted;
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

    /// Asked before each try: the call may have waited long for its turn.
    ///
    /// @throws StoppedException if no call may begin any more
    void checkTime() {
        if (timeIsUp()) {
            stopSignal.stop(End.OUT_OF_BUDGET, timeUsedUp(), null);
            throw new StoppedException();
        }
    }

    /// Puts back what a call did not use.
    void settle(Reservation reservation, Usage used, Money cost, boolean answered) {
        lock.lock();
        try {
            moneyReserved = moneyReserved.subtract(reservation.money);
            tokensReserved -= reservation.tokens;
            callsReserved--;
            if (caps.money().isPresent()) {
                money = money.add(cost.amount());
            }
            tokens += used.input() + used.output();
            calls += answered ? 1 : 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A try that gave no reply may have been charged all the same: nobody can know, so it counts as the most
    /// it can be.
    void lose(Reservation reservation) {
        lock.lock();
        try {
            moneyReserved = moneyReserved.subtract(reservation.money);
            tokensReserved -= reservation.tokens;
            callsReserved--;
            money = money.add(reservation.money);
            tokens += reservation.tokens;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean timeIsUp() {
        return end.isPresent() && !clock.instant().isBefore(end.get());
    }

    private String timeUsedUp() {
        return "the time budget of " + Words.of(caps.time().orElseThrow()) + " is used up";
    }

    private Optional<String> missing(Reservation wanted) {
        if (timeIsUp()) {
            return Optional.of(timeUsedUp());
        }
        if (caps.calls().isPresent() && calls + callsReserved + 1 > caps.calls().getAsLong()) {
            return Optional.of("the budget of " + caps.calls().getAsLong() + " calls is used up");
        }
        if (caps.tokens().isPresent()
                && tokens + tokensReserved + wanted.tokens > caps.tokens().getAsLong()) {
            return Optional.of("the budget of " + caps.tokens().getAsLong() + " tokens has " + tokens
                    + " used, and the next call may take up to " + wanted.tokens);
        }
        if (caps.money().isPresent()) {
            Money cap = caps.money().get();
            if (money.add(moneyReserved).add(wanted.money).compareTo(cap.amount()) > 0) {
                return Optional.of("the budget of " + cap + " has " + new Money(money, cap.currency())
                        + " used, and the next call may cost up to " + new Money(wanted.money, cap.currency()));
            }
        }
        return Optional.empty();
    }
}
