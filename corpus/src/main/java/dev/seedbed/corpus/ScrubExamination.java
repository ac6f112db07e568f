package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.privacy.Found;
import dev.seedbed.privacy.Kind;
import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.Replacement;
import dev.seedbed.privacy.Scrubbed;
import dev.seedbed.privacy.Scrubbing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Puts something else where personal data stands in the text of rows.
///
/// ```java
/// ScrubExamination scrub = new ScrubExamination(PersonalData.standard(), Scrubbing.masking(), "mask");
/// Corpus.of(List.of(file), List.of("text")).keptTo(clean).removedTo(places).examine(scrub);
/// ```
///
/// It is used once. A row is one document: the same person gets the same surrogate in all of its columns and
/// messages. The reason of every change is `personal-data`. The evidence never holds what was found: how often
/// each kind was, as `counts`, and each as `found`, with `kind`, `rule`, `certainty`, `start` and `end` in the
/// row's text as it was.
public final class ScrubExamination extends UsedOnce<ScrubExamination.Looked> {
    /// The reason of every change.
    public static final String PERSONAL_DATA = "personal-data";

    private static final double HUNDREDTH = 100;
    private static final Looked NOTHING = new Looked(List.of(), new Scrubbed("", List.of()));

    private final PersonalData scanner;
    private final Scrubbing scrubbing;
    private final String settings;
    private final @Nullable BiConsumer<String, Scrubbed> watcher;

    private final SavedState state = new SavedState("finds");

    /// How many finds of each kind there were; those that a killed run had counted are brought back.
    private FindCounts counts = new FindCounts();

    /// What was found in a row, and what is put there.
    ///
    /// @param scrubbed of which the replacements are by their places in the row's text
    public record Looked(List<Found> found, Scrubbed scrubbed) {}

    /// @param settings all that the two depend on, in words, but no key
    public ScrubExamination(PersonalData scanner, Scrubbing scrubbing, String settings) {
        this(scanner, scrubbing, settings, null);
    }

    private ScrubExamination(
            PersonalData scanner,
            Scrubbing scrubbing,
            String settings,
            @Nullable BiConsumer<String, Scrubbed> watcher) {
        this.scanner = scanner;
        this.scrubbing = scrubbing;
        this.settings = settings;
        this.watcher = watcher;
    }

    /// The same, with somebody told of every text that changes, in the order of the rows: for a mapping, which is
    /// never written in the open. So that it is told of all of them, a run that was killed is not taken up again,
    /// but begins anew.
    public ScrubExamination toldTo(BiConsumer<String, Scrubbed> newWatcher) {
        return new ScrubExamination(scanner, scrubbing, settings, newWatcher);
    }

    @Override
    public Looked look(Row row) {
        List<Found> found = scanner.find(row.chars(), row.from(), row.to());
        if (found.isEmpty()) {
            return NOTHING;
        }
        return new Looked(found, scrubbing.scrub(row.chars(), row.from(), row.to(), found));
    }

    @Override
    public Fate decide(Looked looked, Row row) {
        if (looked.found().isEmpty()) {
            return Fate.Kept.AS_IT_IS;
        }
        Scrubbed scrubbed = looked.scrubbed();
        scrubbed.counts().forEach(counts::add);
        if (watcher != null) {
            watcher.accept(row.text(), scrubbed);
        }
        List<Edit> edits = new ArrayList<>();
        for (Replacement each : scrubbed.replacements()) {
            edits.add(new Edit(
                    each.found().from(), each.found().to(), scrubbed.text().substring(each.from(), each.to())));
        }
        return new Fate.Changed(edits, PERSONAL_DATA, evidence(scrubbed));
    }

    private static Data evidence(Scrubbed scrubbed) {
        Map<String, Object> counts = new TreeMap<>();
        scrubbed.counts().forEach((kind, count) -> counts.put(kind.code(), count));
        List<Map<String, Object>> places = scrubbed.replacements().stream()
                .map(each -> shown(each.found()))
                .toList();
        return Data.of("counts", counts).with("found", places);
    }

    private static Map<String, Object> shown(Found found) {
        Map<String, Object> shown = new LinkedHashMap<>();
        Kind kind = found.kind();
        shown.put("kind", kind.code());
        shown.put("rule", found.rule());
        shown.put("certainty", Math.round(found.certainty() * HUNDREDTH) / HUNDREDTH);
        shown.put("start", found.from());
        shown.put("end", found.to());
        return shown;
    }

    @Override
    public long save(Path folder) throws IOException {
        return state.save(folder, counts.state());
    }

    @Override
    public void restore(Path folder, long mark) throws IOException {
        if (watcher != null) {
            throw new IOException("what stood in the rows before was not written, so that no mapping can be made");
        }
        counts = FindCounts.ofState(state.restore(folder, mark));
    }

    @Override
    public List<String> files() {
        return state.files();
    }

    @Override
    public List<String> notes(long rows) {
        return counts.inWords();
    }

    @Override
    public String settings() {
        return "scrub " + settings;
    }
}
