package dev.seedbed.engine;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.CallLimits;
import dev.seedbed.api.model.Canary;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.run.BatchRules;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.RunListener;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Exporter;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.LookBehind;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A run put together for a test, and what came of it.
final class Trial {
    private final List<PlannedStep> steps = new ArrayList<>();
    private final List<ModelBinding> models = new ArrayList<>();
    private final List<ModelGroup> groups = new ArrayList<>();
    private final Map<String, Canary> canaries = new HashMap<>();
    private OptionalLong target = OptionalLong.empty();
    private long patience = 1_000;
    private Caps caps = Caps.NONE;
    private CallRules calls = new CallRules(Duration.ofSeconds(10), 2, Duration.ofSeconds(6), 1);
    private int inFlight = 1_000;
    private boolean retryFailed;
    private Clock clock = Clock.systemUTC();
    private @Nullable LongSupplier nanoTime;
    private final List<RunListener> listeners = new ArrayList<>();

    final List<Sample> rows = new ArrayList<>();
    final List<LedgerEntry> ledger = new ArrayList<>();
    final List<Sample> exported = new ArrayList<>();

    Trial step(Step step) {
        steps.add(new PlannedStep(step, step.name()));
        return this;
    }

    Trial model(String alias, Endpoint endpoint) {
        models.add(new ModelBinding(alias, "scripted", endpoint, Optional.empty(), CallLimits.NONE));
        return this;
    }

    Trial model(String alias, Endpoint endpoint, Price price) {
        models.add(new ModelBinding(alias, "scripted", endpoint, Optional.of(price), CallLimits.NONE));
        return this;
    }

    Trial canary(String alias, Canary canary) {
        canaries.put(alias, canary);
        return this;
    }

    Trial group(ModelGroup group) {
        groups.add(group);
        return this;
    }

    /// A model whose questions go in batches.
    Trial batched(String alias, Endpoint endpoint, Price price) {
        models.add(new ModelBinding(
                alias,
                "scripted",
                "",
                endpoint,
                Optional.of(price),
                CallLimits.NONE,
                Optional.of(new BatchRules(1_000, Duration.ofMillis(50), Duration.ofMillis(5)))));
        return this;
    }

    Trial target(long rowsWanted) {
        target = OptionalLong.of(rowsWanted);
        return this;
    }

    Trial patience(long candidates) {
        patience = candidates;
        return this;
    }

    Trial caps(Caps newCaps) {
        caps = newCaps;
        return this;
    }

    Trial calls(CallRules rules) {
        calls = rules;
        return this;
    }

    Trial inFlight(int candidates) {
        inFlight = candidates;
        return this;
    }

    Trial retryFailed() {
        retryFailed = true;
        return this;
    }

    Trial listener(RunListener listener) {
        listeners.add(listener);
        return this;
    }

    Trial clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    /// @param newNanoTime what counts how long things take, in place of the clock's own
    Trial nanoTime(LongSupplier newNanoTime) {
        nanoTime = newNanoTime;
        return this;
    }

    Run prepare(MemoryJournal journal) {
        RunPlan plan = new RunPlan(
                "trial",
                42,
                steps,
                models,
                target,
                patience,
                caps,
                calls,
                inFlight,
                retryFailed,
                List.of(),
                groups,
                true,
                canaries);
        return new Run(
                plan,
                journal,
                new RunRecorder() {
                    @Override
                    public void accept(Sample sample) {
                        rows.add(sample);
                    }

                    @Override
                    public void record(LedgerEntry entry) {
                        ledger.add(entry);
                    }
                },
                clock,
                nanoTime == null ? Stopwatch.of(clock) : new Stopwatch(nanoTime),
                listeners);
    }

    RunSummary run(MemoryJournal journal) throws InterruptedException {
        return prepare(journal).execute();
    }

    List<String> texts(String column) {
        return rows.stream().map(row -> row.data().text(column)).toList();
    }

    long count(Fate fate) {
        return ledger.stream().filter(entry -> entry.fate() == fate).count();
    }

    /// The numbers 0, 1, 2... as samples with column `n`.
    static Source numbers(long count) {
        return new Source() {
            @Override
            public String name() {
                return "numbers";
            }

            @Override
            public boolean endless() {
                return count == Long.MAX_VALUE;
            }

            @Override
            public Candidates open() {
                return new Candidates() {
                    private long next;

                    @Override
                    public boolean hasNext() {
                        return next < count;
                    }

                    @Override
                    public Sample next() {
                        return Sample.draw("numbers", next, Data.of("n", next++));
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }

    static long number(Sample sample) {
        return Long.parseLong(sample.data().text("n"));
    }

    static Source endlessNumbers() {
        return numbers(Long.MAX_VALUE);
    }

    static Model model(String alias) {
        return new Model() {
            @Override
            public String alias() {
                return alias;
            }

            @Override
            public Set<Capability> capabilities() {
                return EnumSet.of(Capability.CHAT);
            }

            @Override
            public Optional<ChatTemplate> chatTemplate() {
                return Optional.empty();
            }
        };
    }

    static Request question(String text, double temperature) {
        return Request.chat(List.of(Message.user(text)), Sampling.of(temperature, 50));
    }

    /// Asks `model` about column `n` and puts the reply into `answer`.
    static Generator asking(String prompt, double temperature) {
        return generator("ask", (sample, work) -> {
            Request request = question(prompt + " " + sample.data().text("n"), temperature);
            return Outcome.passed(sample.with(
                    "answer", work.ask(Ask.of(model("model"), request)).text()));
        });
    }

    interface Body {
        Outcome apply(Sample sample, Work work) throws InterruptedException;
    }

    static Generator generator(String name, Body body) {
        return new Generator() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome apply(Sample sample, Work work) throws InterruptedException {
                return body.apply(sample, work);
            }
        };
    }

    static Generator generator(String name, LookBehind lookBehind, Body body) {
        return new Generator() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<LookBehind> lookBehind() {
                return Optional.of(lookBehind);
            }

            @Override
            public Outcome apply(Sample sample, Work work) throws InterruptedException {
                return body.apply(sample, work);
            }
        };
    }

    static Transformer transformer(String name, Function<Sample, Outcome> body) {
        return new Transformer() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome apply(Sample sample, Work work) {
                return body.apply(sample);
            }
        };
    }

    static Gate gate(String name, Predicate<Sample> keeps) {
        return new Gate() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<Rejection> judge(Sample sample, Work work) {
                return keeps.test(sample)
                        ? Optional.empty()
                        : Optional.of(new Rejection("unwanted", "not wanted", sample.data()));
            }
        };
    }

    /// Lets the first samples pass, and is full then.
    static Collector first(int count) {
        return new Collector() {
            private int passed;

            @Override
            public String name() {
                return "first";
            }

            @Override
            public Outcome admit(Sample sample) {
                return full() ? new Outcome.Surplus() : passes(sample);
            }

            private Outcome passes(Sample sample) {
                passed++;
                return Outcome.passed(sample);
            }

            @Override
            public boolean full() {
                return passed >= count;
            }

            @Override
            public boolean bounded() {
                return true;
            }
        };
    }

    /// Keeps the first of those that are equal in a column.
    static Distinct distinct(String column) {
        return new Distinct(column);
    }

    static final class Distinct implements Collector {
        private final String column;
        private final Set<String> seen = new HashSet<>();
        private final List<String> accepted = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();

        Distinct(String column) {
            this.column = column;
        }

        @Override
        public String name() {
            return "distinct";
        }

        @Override
        public synchronized Outcome admit(Sample sample) {
            String text = sample.data().text(column);
            if (seen.add(text)) {
                accepted.add(text);
                return Outcome.passed(sample);
            }
            return Outcome.rejected(new Rejection("duplicate", "seen before", Data.of("text", text)));
        }

        @Override
        public synchronized void settled(long candidate) {
            sizes.add(accepted.size());
        }

        synchronized List<String> acceptedUpTo(long candidate) {
            return candidate < 0 ? List.of() : List.copyOf(accepted.subList(0, sizes.get((int) candidate)));
        }
    }

    static Collector take(int n) {
        return new Collector() {
            private int taken;

            @Override
            public String name() {
                return "take";
            }

            @Override
            public Outcome admit(Sample sample) {
                return taken++ < n ? Outcome.passed(sample) : new Outcome.Surplus();
            }

            @Override
            public boolean full() {
                return taken >= n;
            }
        };
    }

    /// Turns the order around and rejects those with an odd `n`.
    static Barrier reversedEven() {
        return new Barrier() {
            private final List<Sample> all = new ArrayList<>();

            @Override
            public String name() {
                return "reversed";
            }

            @Override
            public void collect(Sample sample) {
                all.add(sample);
            }

            @Override
            public Iterator<Released> release() {
                return all.reversed().stream()
                        .map(sample -> new Released(
                                sample,
                                Trial.number(sample) % 2 == 0
                                        ? Outcome.passed(sample)
                                        : Outcome.rejected(new Rejection("odd", "is odd", sample.data()))))
                        .iterator();
            }
        };
    }

    Exporter exporter() {
        return new Exporter() {
            @Override
            public String name() {
                return "export";
            }

            @Override
            public void open() {}

            @Override
            public void write(Sample sample) {
                exported.add(sample);
            }

            @Override
            public void close(boolean finished) {}
        };
    }

    /// A source that cannot be opened.
    static Source unreadable() {
        return new Source() {
            @Override
            public String name() {
                return "unreadable";
            }

            @Override
            public boolean endless() {
                return false;
            }

            @Override
            public Candidates open() {
                throw new IllegalStateException("no such file");
            }
        };
    }

    /// An exporter that counts how often it is closed.
    static Exporter closing(AtomicInteger closed) {
        return new Exporter() {
            @Override
            public String name() {
                return "closing";
            }

            @Override
            public void open() {}

            @Override
            public void write(Sample sample) {}

            @Override
            public void close(boolean finished) {
                closed.incrementAndGet();
            }
        };
    }
}
