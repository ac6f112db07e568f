package dev.seedbed.examples;

import dev.seedbed.api.Data;
import dev.seedbed.corpus.Corpus;
import dev.seedbed.corpus.CorpusReport;
import dev.seedbed.corpus.Examination;
import dev.seedbed.corpus.Fate;
import dev.seedbed.corpus.NearExamination;
import dev.seedbed.corpus.NearOptions;
import dev.seedbed.corpus.Row;
import dev.seedbed.text.near.NearSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Files of any size from Java: near duplicates taken out, and an examination of one's own.
public final class CorpusExample {
    private CorpusExample() {}

    /// As `seedbed dedup FILES --text text --near 0.8 --common 0.001 --out KEPT --removed REMOVED`.
    static CorpusReport withoutNearDuplicates(List<Path> files, Path kept, Path removed) throws InterruptedException {
        Supplier<Corpus> rows = () -> Corpus.of(files, List.of("text"));
        NearOptions options = NearOptions.of(NearSettings.defaults()).withCommon(0.001);
        return rows.get().keptTo(kept).removedTo(removed).examine(NearExamination.of(options, rows));
    }

    /// Removes rows with a short text.
    record LongEnough(int least) implements Examination<Integer> {
        @Override
        public Integer look(Row row) {
            return row.to() - row.from();
        }

        @Override
        public Fate decide(Integer length, Row row) {
            return length >= least
                    ? Fate.Kept.AS_IT_IS
                    : new Fate.Removed("too-short", Data.of("length", length).with("least", least));
        }

        @Override
        public String settings() {
            return "long enough: " + least;
        }
    }

    /// Goes through the files with it.
    static CorpusReport longEnough(List<Path> files, Path kept, Path removed) throws InterruptedException {
        return Corpus.of(files, List.of("text")).keptTo(kept).removedTo(removed).examine(new LongEnough(20));
    }
}
