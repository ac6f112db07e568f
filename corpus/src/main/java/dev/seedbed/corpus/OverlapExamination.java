package dev.seedbed.corpus;

import dev.seedbed.curate.contamination.Overlap;
import dev.seedbed.curate.contamination.Overlap.Limits;
import dev.seedbed.curate.contamination.ReferenceTexts;
import java.nio.CharBuffer;

/// Removes rows that have too much word for word from reference texts.
///
/// ```java
/// try (ReferenceTexts books = ReferenceTexts.read(List.of(Path.of("novel.txt")), "text", 20)) {
///     Corpus.of(List.of(file), List.of("answer")).keptTo(clean).removedTo(copies)
///             .examine(new OverlapExamination(books, new Limits(50, 0.5)));
/// }
/// ```
///
/// It remembers nothing of rows. The reason is `verbatim-overlap`, the evidence that of [Overlap#evidence]; positions
/// are counted in the row's text.
public final class OverlapExamination implements Examination<Overlap> {
    private final ReferenceTexts texts;
    private final Limits limits;

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
        return overlap.exceeds(limits)
                ? new Fate.Removed(Overlap.VERBATIM_OVERLAP, overlap.evidence(row.text()))
                : Fate.Kept.AS_IT_IS;
    }

    @Override
    public String settings() {
        return "overlap " + limits + " " + texts.identity();
    }
}
