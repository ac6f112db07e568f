package dev.seedbed.corpus;

import dev.seedbed.curate.contamination.Overlap;
import dev.seedbed.curate.contamination.Overlap.Limits;
import dev.seedbed.curate.contamination.ReferenceTexts;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.List;

/// Removes rows that have too much word for word from reference texts.
///
/// ```java
/// try (ReferenceTexts books = ReferenceTexts.read(List.of(Path.of("novel.txt")), "text", 20)) {
///     Corpus.of(List.of(file), List.of("answer")).keptTo(clean).removedTo(copies)
///             .examine(new OverlapExamination(books, new Limits(50, 0.5)));
/// }
/// ```
///
/// It is used once, and remembers nothing of rows but how many go ([#counts]). The reason is
/// `verbatim-overlap`, the evidence that of [Overlap#evidence]; positions are counted in the row's text.
public final class OverlapExamination extends UsedOnce<Overlap> {
    private final ReferenceTexts texts;
    private final Limits limits;
    private final SavedState state = new SavedState("overlap");
    private OverlapCounts counts = new OverlapCounts();

    public OverlapExamination(ReferenceTexts texts, Limits limits) {
        this.texts = texts;
        this.limits = limits;
    }

    @Override
    public Overlap look(Row row) {
        return texts.overlap(CharBuffer.wrap(row.chars(), row.from(), row.to() - row.from()));
    }

    @Override
    public Fate decide(Overlap overlap, Row row) {
        if (!overlap.exceeds(limits)) {
            return Fate.Kept.AS_IT_IS;
        }
        counts.add(overlap);
        return new Fate.Removed(Overlap.VERBATIM_OVERLAP, overlap.evidence(row.text()));
    }

    /// What was found so far.
    public OverlapCounts counts() {
        return counts;
    }

    @Override
    public List<String> files() {
        return state.files();
    }

    @Override
    public long save(Path folder) throws IOException {
        return state.save(folder, counts.json(0));
    }

    @Override
    public void restore(Path folder, long mark) throws IOException {
        counts = OverlapCounts.ofState(state.restore(folder, mark));
    }

    @Override
    public String settings() {
        return "overlap " + limits + " " + texts.identity();
    }
}
