package dev.seedbed.curate.contamination;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.text.contamination.Contamination;
import dev.seedbed.text.contamination.Finder;
import dev.seedbed.text.contamination.TestItems;
import dev.seedbed.text.contamination.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rejects samples that hold a test item.
///
/// ```java
/// Gate gate = new DecontaminationGate("decontaminate", List.of("question"), items, EnumSet.allOf(Verdict.class));
/// ```
///
/// Each column is looked at by itself; of a list of messages, their contents are the text. The item with the most
/// evidence of the first column that holds one is in the rejection. A column that is absent or null holds none.
///
/// Any number of threads; a verdict depends on the sample and the items only.
public final class DecontaminationGate implements Gate {
    /// The column with the verdict, if nothing is rejected.
    public static final String CONTAMINATION = "contamination";

    private static final String REASON = "contaminated-";

    private final String name;
    private final List<String> columns;
    private final Supplier<TestItems> source;
    private final Set<Verdict> verdicts;
    private final boolean annotate;
    private final Queue<Finder> finders = new ConcurrentLinkedQueue<>();
    private @Nullable TestItems items;

    /// @param verdicts those that count
    public DecontaminationGate(String name, List<String> columns, TestItems items, Set<Verdict> verdicts) {
        this(name, columns, () -> items, verdicts, false);
    }

    /// @param source asked when the first sample comes
    DecontaminationGate(
            String name, List<String> columns, Supplier<TestItems> source, Set<Verdict> verdicts, boolean annotate) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.source = source;
        this.verdicts = Set.copyOf(verdicts);
        this.annotate = annotate;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return annotate ? before.plus(List.of(CONTAMINATION)) : before;
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        if (!annotate) {
            return Gate.super.apply(sample, work);
        }
        return Outcome.passed(sample.with(
                CONTAMINATION,
                find(sample)
                        .map(found -> Data.of("verdict", found.hit().verdict().code())
                                .with(evidence(found))
                                .asMap())
                        .orElse(null)));
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        return find(sample)
                .map(found -> new Rejection(
                        REASON + found.hit().verdict().code(),
                        found.column() + " " + found.hit().explanation(),
                        evidence(found)));
    }

    private record Found(String column, String text, Contamination hit) {}

    private Optional<Found> find(Sample sample) {
        Finder finder = finder();
        try {
            for (String column : columns) {
                String text = RowText.of(sample.data().value(column));
                Optional<Contamination> hit = finder.find(text).stream().findFirst();
                if (hit.isPresent()) {
                    return hit.map(each -> new Found(column, text, each));
                }
            }
            return Optional.empty();
        } finally {
            finders.add(finder);
        }
    }

    private static Data evidence(Found found) {
        return Data.of("column", found.column()).with(Data.copyOf(found.hit().evidence(found.text())));
    }

    /// Waits for the items first: who looked for a free one before would make another that nobody needs.
    private Finder finder() {
        TestItems read = items();
        Finder free = finders.poll();
        return free == null ? read.finder(verdicts) : free;
    }

    private synchronized TestItems items() {
        TestItems read = items;
        if (read == null) {
            read = source.get();
            items = read;
        }
        return read;
    }
}
