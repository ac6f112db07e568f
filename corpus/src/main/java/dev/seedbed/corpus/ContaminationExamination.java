package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.text.contamination.Contamination;
import dev.seedbed.text.contamination.Finder;
import dev.seedbed.text.contamination.TestItem;
import dev.seedbed.text.contamination.TestItems;
import dev.seedbed.text.contamination.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Removes rows that hold a test item of a benchmark.
///
/// ```java
/// ContaminationExamination examination = new ContaminationExamination(items, EnumSet.allOf(Verdict.class));
/// Corpus.of(List.of(file), List.of("question", "answer")).keptTo(clean).removedTo(hits).examine(examination);
/// examination.counts().markdown();
/// ```
///
/// It is used once. Reasons: `contaminated-verbatim`, `contaminated-edited`, `contaminated-rephrased`. The evidence is
/// that of [Contamination#evidence] about the hit with the most evidence; positions are counted in the row's text.
public final class ContaminationExamination extends UsedOnce<Optional<Contamination>> {
    private final TestItems items;
    private final Set<Verdict> verdicts;
    private final Workers<Finder> finders;
    private final SavedState state = new SavedState("contamination");
    private ContaminationCounts counts = new ContaminationCounts();

    /// @param verdicts those that count
    public ContaminationExamination(TestItems items, Set<Verdict> verdicts) {
        this.items = items;
        this.verdicts = EnumSet.copyOf(verdicts);
        this.finders = new Workers<>(() -> items.finder(this.verdicts));
    }

    /// What is looked for.
    public TestItems items() {
        return items;
    }

    /// What was found so far.
    public ContaminationCounts counts() {
        return counts;
    }

    @Override
    public Optional<Contamination> look(Row row) {
        return finders.look(row, ContaminationExamination::find);
    }

    private static Optional<Contamination> find(Finder finder, Row row) {
        return finder.find(row.chars(), row.from(), row.to()).stream().findFirst();
    }

    @Override
    public Fate decide(Optional<Contamination> looked, Row row) {
        if (looked.isEmpty()) {
            return Fate.Kept.AS_IT_IS;
        }
        Contamination hit = looked.get();
        counts.add(hit);
        return new Fate.Removed("contaminated-" + hit.verdict().code(), Data.copyOf(hit.evidence(row.text())));
    }

    @Override
    public String settings() {
        return "contamination " + verdicts + " "
                + items.items().stream().map(TestItem::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public List<String> files() {
        return state.files();
    }

    @Override
    public long save(Path folder) throws IOException {
        return state.save(folder, counts.state());
    }

    @Override
    public void restore(Path folder, long mark) throws IOException {
        counts = ContaminationCounts.ofState(state.restore(folder, mark));
    }
}
