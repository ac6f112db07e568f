package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.text.Excerpt;
import dev.seedbed.text.near.Span;
import dev.seedbed.text.span.RepeatedSpan;
import dev.seedbed.text.span.Repeats;
import dev.seedbed.text.span.SpanIndex;
import dev.seedbed.text.span.SpanProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Removes rows of whose words too much stands, word for word, in earlier rows that stay; or cuts that out.
///
/// ```java
/// SpanOptions options = SpanOptions.cutting(SpanSettings.defaults());
/// Corpus.of(List.of(file), List.of("text")).keptTo(kept).removedTo(cuts).examine(new SpanExamination(options));
/// ```
///
/// It does what the step `repeated-spans` does, with the guarantee of [SpanIndex]: no run of that many words is
/// missed, and the first row that has it keeps it. It is used once.
///
/// Reason: `repeated-spans`. Evidence: `share`, `repeated` of how many `words`, `span_count`, and the longest five as
/// `spans`: `start` and `end` in the row's text, `words`, the row that it `repeats`, where the words begin there as
/// `from_word`, and `text`. The kept texts wait in a file of the folder for checkpoints.
public final class SpanExamination extends UsedOnce<SpanProfile> {
    /// The reason of every removal and change.
    public static final String REPEATED_SPANS = "repeated-spans";

    private static final int MOST_SHOWN = 5;
    private static final int LONGEST_SHOWN = 200;

    private final SpanOptions options;
    private SpanIndex index;
    private KeptRecords texts = KeptRecords.nowhere();

    public SpanExamination(SpanOptions options) {
        this.options = options;
        this.index = SpanIndex.temporary(options.settings(), true);
    }

    @Override
    public SpanProfile look(Row row) {
        return index.profile(CharBuffer.wrap(row.chars(), row.from(), row.to() - row.from()));
    }

    @Override
    public Fate decide(SpanProfile profile, Row row) {
        try {
            return fate(profile, row);
        } catch (UncheckedIOException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "The temporary file with the words of the rows that stay cannot be used: " + e.getMessage()
                            + ". See that the folder for temporary files has room (-Djava.io.tmpdir moves it).",
                    e);
        }
    }

    private Fate fate(SpanProfile profile, Row row) {
        Repeats repeats = index.repeats(profile);
        String text = row.text();
        if (repeats.repeated() == 0
                || options.most().filter(most -> repeats.share() <= most).isPresent()) {
            keep(profile, row, text);
            return Fate.Kept.AS_IT_IS;
        }
        Data evidence = evidence(repeats, row, text);
        if (options.most().isPresent() || repeats.repeated() == repeats.words()) {
            return new Fate.Removed(REPEATED_SPANS, evidence);
        }
        List<Edit> cuts = repeats.cutsOf(text).stream()
                .map(cut -> new Edit(cut.start(), cut.end(), ""))
                .toList();
        String left = without(cuts, text);
        keep(index.profile(left), row, left);
        return new Fate.Changed(cuts, REPEATED_SPANS, evidence);
    }

    private static String without(List<Edit> cuts, String text) {
        StringBuilder left = new StringBuilder();
        int from = 0;
        for (Edit cut : cuts) {
            left.append(text, from, cut.from());
            from = cut.to();
        }
        return left.append(text, from, text.length()).toString();
    }

    private void keep(SpanProfile profile, Row row, String text) {
        String id = options.id().map(row::value).map(PlainValue::write).orElse("");
        index.keep(profile, row.place(), id);
        texts.add(row.place(), id, text);
    }

    private Data evidence(Repeats repeats, Row row, String text) {
        List<Map<String, Object>> longest = repeats.spans().stream()
                .sorted(Comparator.comparingInt(RepeatedSpan::words).reversed())
                .limit(MOST_SHOWN)
                .sorted(Comparator.comparingInt(span -> span.span().start()))
                .map(span -> shown(span, row, text))
                .toList();
        return Data.of("share", repeats.share())
                .with("repeated", repeats.repeated())
                .with("words", repeats.words())
                .with("span_count", repeats.spans().size())
                .with("spans", longest);
    }

    private Map<String, Object> shown(RepeatedSpan repeated, Row row, String text) {
        Span span = repeated.span();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("start", span.start());
        shown.put("end", span.end());
        shown.put("words", repeated.words());
        Data named = switch (repeated.source()) {
            case RepeatedSpan.Earlier earlier -> named(row.placed(earlier.row()), earlier.id());
            case RepeatedSpan.Itself _ ->
                named(
                        row.placed(row.place()),
                        options.id().map(row::value).map(PlainValue::write).orElse(""));
        };
        shown.put("repeats", named.asMap());
        shown.put("from_word", repeated.source().word());
        shown.put("text", Excerpt.of(span.of(text), LONGEST_SHOWN));
        return shown;
    }

    private static Data named(Place place, String id) {
        Data named = Data.of("file", place.file()).with("line", place.line());
        return id.isEmpty() ? named : named.with("id", Json.parse(id));
    }

    @Override
    public String settings() {
        return "spans " + options;
    }

    @Override
    public void begin(Path folder) {
        texts = KeptRecords.in(folder);
    }

    @Override
    public List<String> files() {
        return List.of(KeptRecords.FILE);
    }

    @Override
    public long save(Path folder) throws IOException {
        return texts.save();
    }

    @Override
    public void restore(Path folder, long mark) throws IOException {
        KeptRecords left = KeptRecords.in(folder);
        // Whatever of it cannot be read: a run that begins anew must not remember the rest.
        SpanIndex restored = SpanIndex.temporary(options.settings(), true);
        try {
            left.restore(
                    mark,
                    2,
                    (place, parts) -> restored.keep(
                            restored.profile(KeptRecords.text(parts[1])), place, KeptRecords.text(parts[0])));
        } catch (IOException | RuntimeException e) {
            restored.close();
            throw e;
        }
        index.close();
        index = restored;
        texts = left;
    }

    @Override
    public void close() {
        index.close();
        texts.close();
    }
}
