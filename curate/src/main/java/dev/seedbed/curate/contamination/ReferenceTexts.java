package dev.seedbed.curate.contamination;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.curate.contamination.Overlap.Source;
import dev.seedbed.curate.file.FileText;
import dev.seedbed.text.Fingerprint;
import dev.seedbed.text.span.RepeatedSpan;
import dev.seedbed.text.span.Repeats;
import dev.seedbed.text.span.SpanIndex;
import dev.seedbed.text.span.SpanProfile;
import dev.seedbed.text.span.SpanSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Texts that others hold rights to, or that must not be learnt by heart, ready to be looked for word by word.
///
/// ```java
/// try (ReferenceTexts books = ReferenceTexts.read(List.of(Path.of("novel.txt")), "text", 20)) {
///     Overlap overlap = books.overlap(answer);
///     overlap.longestRun();                     // 131: so many words in a row stand in the novel
///     overlap.coverage();                       // 0.62: of the answer's words, in runs of 20 and more
/// }
/// ```
///
/// A file with one JSON object a line (`.jsonl`, `.ndjson`, `.jsonlines`, `.json`) has a text in each; any other file
/// is one text in UTF-8.
/// Both
/// may be packed (`.gz`). Words are those of [SpanIndex]: case and punctuation do not count. None of the runs is
/// missed,
/// wherever it stands. Of several reference texts with the same words the first is named, in the order of the files.
///
/// **Memory.** About 3 bytes for each word of the reference texts with runs of 50 words, more with shorter ones (8 at
/// 20), and 8 in a temporary file. **Threads.** Any number; what is said about a text depends on no other.
public final class ReferenceTexts implements AutoCloseable {
    /// The fewest words of a run that counts, if nothing is said.
    public static final int USUAL_WORDS = 20;

    /// As the commands over files take them.
    private static final String LINES = ".*\\.(jsonl|ndjson|jsonlines|json)(\\.gz)?";

    private static final String NO_TEXT = ".*\\.(parquet|csv|tsv|xlsx|zst|zip|xz|bz2|7z|pdf|docx|epub)(\\.gz)?";

    private final SpanIndex index;
    private final List<Source> sources = new ArrayList<>();
    private final List<Fingerprint> fingerprints = new ArrayList<>();
    private final int words;

    private ReferenceTexts(int words) {
        this.words = words;
        this.index = SpanIndex.temporary(new SpanSettings(words), false);
    }

    /// Reads files, in their order.
    ///
    /// @param column where the text stands in files with a JSON object a line
    /// @param words the fewest words of a run that counts, from 5 to 1,000
    /// @throws SeedbedException if a file cannot be read, or all of them have no run of so many words
    public static ReferenceTexts read(List<Path> files, String column, int words) {
        ReferenceTexts texts = new ReferenceTexts(words);
        int longest = 0;
        for (Path file : files) {
            longest = Math.max(longest, texts.add(file, column));
        }
        if (longest < words) {
            texts.close();
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "The reference texts have at most " + longest + " words, but a run of " + words
                            + " is looked for. Name other files, or look for shorter runs.");
        }
        return texts;
    }

    private int add(Path file, String column) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.matches(NO_TEXT)) {
            throw FileText.wrong(
                    file,
                    "The reference texts",
                    "its ending says that it is no text; bring a text in UTF-8, or JSON Lines with a text a line, each also"
                            + " packed (.gz)");
        }
        String whole = FileText.read(file, "The reference texts");
        if (!name.matches(LINES)) {
            return add(whole, new Source(file.toString(), Optional.empty()));
        }
        long number = 0;
        int longest = 0;
        for (String line : (Iterable<String>) whole.lines()::iterator) {
            number++;
            if (!line.isBlank()) {
                Source source = new Source(file.toString(), Optional.of(number));
                longest = Math.max(longest, add(text(file, number, line, column), source));
            }
        }
        return longest;
    }

    private static String text(Path file, long number, String line, String column) {
        Data row;
        try {
            row = Json.parseObject(line);
        } catch (JsonException e) {
            throw FileText.wrong(file, "The reference texts", "line " + number + ": " + e.getMessage());
        }
        if (!row.columns().contains(column)) {
            throw FileText.wrong(
                    file,
                    "The reference texts",
                    "line " + number + ": there is no column '" + column + "', but there are "
                            + String.join(", ", row.columns()) + ". Name the one with the text");
        }
        return RowText.of(row.value(column));
    }

    private int add(String text, Source source) {
        SpanProfile profile = index.profile(text);
        index.keep(profile, sources.size(), "");
        sources.add(source);
        fingerprints.add(Fingerprint.of(text));
        return profile.words();
    }

    /// How many texts there are.
    public int size() {
        return sources.size();
    }

    /// What a text has word for word from these.
    public Overlap overlap(CharSequence text) {
        SpanProfile profile = index.profile(text);
        Repeats repeats;
        synchronized (index) {
            repeats = index.repeats(profile);
        }
        List<Overlap.Copy> copies = new ArrayList<>();
        for (RepeatedSpan span : repeats.spans()) {
            if (span.source() instanceof RepeatedSpan.Earlier earlier) {
                Source source = sources.get(Math.toIntExact(earlier.row()));
                copies.add(new Overlap.Copy(span.span(), span.words(), source, earlier.word()));
            }
        }
        return new Overlap(copies, repeats.words(), repeats.repeated());
    }

    /// The same for the same texts in the same order, looked at in the same way.
    public String identity() {
        return words + " " + sources + " " + fingerprints;
    }

    @Override
    public void close() {
        index.close();
    }
}
