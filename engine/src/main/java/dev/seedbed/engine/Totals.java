package dev.seedbed.engine;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.RunSummary.Calls;
import dev.seedbed.api.run.RunSummary.ModelSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What was asked of all models together, and what that took. Thread-safe.
final class Totals {
    private final List<Counter> counters;

    Totals(Collection<Counter> counters) {
        this.counters = List.copyOf(counters);
    }

    /// Those that went out one by one.
    Calls calls() {
        long made = 0;
        long reused = 0;
        long failed = 0;
        long tries = 0;
        for (Counter counter : counters) {
            Counter.Snapshot snapshot = counter.snapshot();
            made += snapshot.made;
            reused += snapshot.reused;
            failed += snapshot.failed;
            tries += counter.lane.tries();
        }
        return new Calls(made, reused, failed, tries);
    }

    long openCalls() {
        return counters.stream().mapToLong(counter -> counter.lane.openCalls()).sum();
    }

    /// Tokens and cost of the calls of this start, or of all that this start's rows rest on.
    Bill bill(boolean withReused) {
        Usage usage = Usage.NONE;
        Money cost = Money.zero(currency());
        for (Counter counter : counters) {
            Counter.Snapshot snapshot = counter.snapshot();
            usage = usage.plus(snapshot.usageMade);
            cost = new Money(cost.amount().add(snapshot.costMade.amount()), cost.currency());
            if (withReused) {
                usage = usage.plus(snapshot.usageReused);
                cost = new Money(cost.amount().add(snapshot.costReused.amount()), cost.currency());
            }
        }
        return new Bill(usage, cost);
    }

    record Bill(Usage usage, Money cost) {}

    List<ModelSummary> models() {
        List<ModelSummary> models = new ArrayList<>();
        for (Counter counter : counters) {
            Counter.Snapshot snapshot = counter.snapshot();
            models.add(new ModelSummary(
                    counter.model.alias(),
                    counter.model.provider(),
                    counter.identityIfAsked(),
                    snapshot.made + snapshot.reused,
                    snapshot.usageMade.plus(snapshot.usageReused),
                    new Money(
                            snapshot.costMade.amount().add(snapshot.costReused.amount()), snapshot.costMade.currency()),
                    counter.model.price(),
                    counter.structured()));
        }
        return models;
    }

    private String currency() {
        return counters.stream()
                .flatMap(counter -> counter.model.price().stream())
                .map(Price::currency)
                .findFirst()
                .orElse("USD");
    }
}
