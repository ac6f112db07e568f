package dev.seedbed;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.engine.Caps;
import dev.seedbed.engine.Run;
import dev.seedbed.engine.RunPlan;
import dev.seedbed.engine.RunRecorder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Runs a pipeline over the answers that a journal holds, with models that never answer: what candidates are
/// answered to their end, what they took, and what the others would ask next.
final class Replay implements RunRecorder {
    /// More would make an estimate no better.
    private static final int MOST_MEASURED = 1_000;

    private static final int MOST_RENDERED = 100;
    private static final int IN_FLIGHT = 64;

    private final Kept kept;
    private final boolean stopsEarly;
    private final Deque<Candidate> measured = new ArrayDeque<>();
    private final List<Candidate> rendered = new ArrayList<>();
    private Optional<Runnable> stop = Optional.empty();
    private Candidate current = new Candidate(-1);
    private long answered;
    private long accepted;
    private long pending;

    /// A call of a candidate.
    ///
    /// @param request as JSON, of one that is not answered
    record Call(String step, String alias, Usage usage, Duration took, Optional<String> request) {}

    /// One candidate and what it became.
    static final class Candidate {
        private final long number;
        private final List<Call> calls = new ArrayList<>();
        private long rows;
        private boolean isPending;
        private boolean isOpen;

        private Candidate(long number) {
            this.number = number;
        }

        List<Call> calls() {
            return calls;
        }

        long rows() {
            return rows;
        }
    }

    private Replay(Journal journal, boolean stopsEarly) {
        this.kept = new Kept(journal);
        this.stopsEarly = stopsEarly;
    }

    /// What it saw.
    ///
    /// @param measured the last of those candidates that are answered to their end
    /// @param answered how many are
    /// @param accepted rows that these gave
    /// @param rendered the first of the others
    /// @param pending how many others there are; empty if it did not look at all
    record Seen(
            List<Candidate> measured, long answered, long accepted, List<Candidate> rendered, OptionalLong pending) {}

    /// @param stopsEarly whether to stop when enough unanswered candidates were seen
    /// @throws SeedbedException if the pipeline cannot run
    static Seen over(Journal journal, RunPlan plan, boolean stopsEarly, Clock clock) throws InterruptedException {
        Replay replay = new Replay(journal, stopsEarly);
        RunPlan unbounded = new RunPlan(
                plan.name(),
                plan.seed(),
                EnginePlan.withoutExporters(plan.steps()),
                plan.models(),
                OptionalLong.empty(),
                plan.patience(),
                Caps.NONE,
                plan.calls().withoutBrake(),
                IN_FLIGHT,
                false,
                plan.inputs(),
                plan.groups(),
                false,
                Map.of());
        Run run = new Run(unbounded, replay.kept, replay, clock);
        replay.stop = Optional.of(run::stop);
        RunSummary summary = run.execute();
        replay.finish();
        return switch (summary.end()) {
            case DONE, TOO_FEW_ROWS -> replay.seen(OptionalLong.of(replay.pending));
            case INTERRUPTED, OUT_OF_BUDGET -> replay.seen(OptionalLong.empty());
            case WRONG_INPUT -> throw new SeedbedException(ErrorKind.WRONG_INPUT, summary.explanation());
            case UNUSABLE -> throw new SeedbedException(ErrorKind.UNUSABLE, summary.explanation());
            case DEFECT ->
                throw new IllegalStateException(
                        summary.explanation(), run.defect().orElse(null));
        };
    }

    private Seen seen(OptionalLong allPending) {
        return new Seen(List.copyOf(measured), answered, accepted, List.copyOf(rendered), allPending);
    }

    @Override
    public void accept(Sample sample) {}

    @Override
    public void record(LedgerEntry entry) {
        if (entry.candidate() != current.number) {
            finish();
            current = new Candidate(entry.candidate());
        }
        for (Hash key : entry.calls()) {
            Optional.ofNullable(kept.found.remove(key)).ifPresent(current.calls::add);
        }
        current.rows += entry.fate() == Fate.ACCEPTED ? 1 : 0;
        current.isOpen |= entry.fate() == Fate.OPEN;
        if (entry.fate() == Fate.FAILED) {
            entry.evidence().textIfPresent("call").map(Hash::parse).ifPresent(key -> {
                Call question = kept.asked.get(key);
                if (question != null) {
                    current.isPending = true;
                    current.calls.add(question);
                }
            });
        }
    }

    private void finish() {
        if (current.number < 0 || current.isOpen) {
            return;
        }
        if (current.isPending) {
            pending++;
            if (rendered.size() < MOST_RENDERED) {
                rendered.add(current);
            } else if (stopsEarly) {
                stop.ifPresent(Runnable::run);
            }
            return;
        }
        answered++;
        accepted += current.rows;
        measured.addLast(current);
        if (measured.size() > MOST_MEASURED) {
            measured.removeFirst();
        }
    }

    /// The journal, and beside it the questions that it has no answer to, which it never gets to see.
    private static final class Kept implements Journal {
        private final Journal journal;
        private final Map<Hash, Call> found = new ConcurrentHashMap<>();
        private final Set<Hash> seen = ConcurrentHashMap.newKeySet();
        private final Map<Hash, Call> asked = new ConcurrentHashMap<>();

        Kept(Journal journal) {
            this.journal = journal;
        }

        @Override
        public Optional<JournalledCall> find(Hash key) {
            Optional<JournalledCall> known = journal.find(key);
            if (known.isPresent() && seen.add(key)) {
                JournalledCall call = known.get();
                Usage usage = call.result() instanceof Answered answer
                        ? answer.reply().usage()
                        : Usage.NONE;
                found.put(key, new Call(call.step(), call.alias(), usage, call.took(), Optional.empty()));
            }
            return known;
        }

        @Override
        public void append(JournalledCall call) {
            asked.put(
                    call.key(),
                    new Call(call.step(), call.alias(), Usage.NONE, Duration.ZERO, Optional.of(call.request())));
        }

        @Override
        public long size() {
            return journal.size();
        }

        @Override
        public Spent spent() {
            return journal.spent();
        }

        @Override
        public void close() {
            // It belongs to whoever opened it.
        }
    }

    /// For a pipeline that was never run.
    static Journal emptyJournal() {
        return new EmptyJournal();
    }

    private static final class EmptyJournal implements Journal {
        @Override
        public Optional<JournalledCall> find(Hash key) {
            return Optional.empty();
        }

        @Override
        public void append(JournalledCall call) {
            throw new UnsupportedOperationException("this journal keeps nothing");
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public Spent spent() {
            return new Spent(0, Usage.NONE, List.of(), 0);
        }

        @Override
        public void close() {}
    }
}
