package dev.seedbed.engine;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Exporter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// One sample on its way through a segment: what it is now, its tickets at the turnstiles ahead, and what was
/// spent on it. Handed from thread to thread, never shared by two at once, but for the calls, which parallel
/// questions add to.
final class Journey {
    final Candidate candidate;
    final int start;
    final Turnstile.Ticket[] tickets;
    final List<Snapshot> exports = new ArrayList<>(0);
    Sample sample;

    private final List<Hash> calls = new ArrayList<>(0);
    private BigDecimal cost = BigDecimal.ZERO;
    private String currency = "USD";

    /// What an exporter saw.
    record Snapshot(Exporter exporter, Sample sample) {}

    /// @param start the index in the whole pipeline of the step it came to first
    /// @param tickets by turnstile; those behind it are used up
    Journey(Candidate candidate, Sample sample, int start, Turnstile.Ticket[] tickets) {
        this.candidate = candidate;
        this.sample = sample;
        this.start = start;
        this.tickets = tickets;
    }

    /// Takes over what an earlier segment's journey of the same sample holds.
    void carryOn(Journey earlier) {
        exports.addAll(earlier.exports);
        calls.addAll(earlier.calls());
        cost = earlier.cost().amount();
        currency = earlier.cost().currency();
    }

    synchronized void spent(CallDesk.Result result) {
        calls.add(result.key());
        cost = cost.add(result.cost().amount());
        currency = result.cost().currency();
    }

    synchronized List<Hash> calls() {
        return List.copyOf(calls);
    }

    synchronized Money cost() {
        return new Money(cost, currency);
    }
}
