package dev.seedbed.recipes.instructlab;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Optional;

/// Makes a child of each part of a knowledge leaf's documents, with where it stands.
record ChunksStep(String name, Optional<Documents> documents) implements Transformer {
    static final String TEXT = "document";
    static final String FILE = "document_file";
    static final String SHA256 = "document_sha256";
    static final String START = "chunk_start";
    static final String END = "chunk_end";
    private static final List<String> COLUMNS = List.of(TEXT, FILE, SHA256, START, END);

    @Override
    public Outcome apply(Sample sample, Work work) {
        List<String> patterns = sample.data().value(Leaves.PATTERNS) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        List<Documents.Chunk> chunks =
                documents.map(each -> each.chunks(patterns)).orElse(List.of());
        if (chunks.isEmpty()) {
            return Outcome.rejected(new Rejection(
                    "no-documents",
                    documents.isEmpty()
                            ? "the leaf needs documents, but no folder of them was given as `documents`"
                            : "no file in " + documents.get().folder() + " matches the leaf's patterns " + patterns,
                    Data.of("patterns", patterns)));
        }
        return Outcome.became(sample.children(
                name,
                chunks.stream()
                        .map(chunk -> sample.data()
                                .with(TEXT, chunk.text())
                                .with(FILE, chunk.file())
                                .with(SHA256, chunk.sha256())
                                .with(START, chunk.start())
                                .with(END, chunk.start() + chunk.text().length()))
                        .toList()));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(COLUMNS);
    }
}
