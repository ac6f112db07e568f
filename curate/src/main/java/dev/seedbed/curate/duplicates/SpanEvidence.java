package dev.seedbed.curate.duplicates;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.text.Excerpt;
import dev.seedbed.text.near.Span;
import dev.seedbed.text.span.RepeatedSpan;
import dev.seedbed.text.span.Repeats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is looked at in a sample, what becomes of it, and how that is said.
///
/// @param words how many words make a span
/// @param annotate whether the verdict goes into columns, and nothing is changed or rejected
record SpanEvidence(String column, int words, RepeatedSpans.Action action, boolean annotate) {
    static final String SHARE = "repeated_share";
    static final String SPANS = "repeated_spans";
    static final String CUT = "cut_spans";

    private static final int MOST_SHOWN = 5;

    Columns columnsAfter(Columns before) {
        if (annotate) {
            return before.plus(List.of(SHARE, SPANS));
        }
        return switch (action) {
            case RepeatedSpans.Reject _ -> before;
            case RepeatedSpans.Cut _ -> before.plus(List.of(CUT));
        };
    }

    /// @throws TemplateException if it is to be cut and is no text, which fails the sample
    String text(Sample sample) {
        Object value = sample.data().value(column);
        if (action instanceof RepeatedSpans.Cut && value != null && !(value instanceof String)) {
            throw new TemplateException(
                    "column '" + column + "' holds " + Excerpt.of(Json.write(value), NearEvidence.LONGEST_SHOWN)
                            + ", but only a text can be cut; turn it into one before, or write `action: reject`",
                    null);
        }
        return sample.data().textIfPresent(column).orElse("");
    }

    /// Whether a sample passes, or would if it were not only annotated.
    boolean stays(Repeats repeats) {
        return switch (action) {
            case RepeatedSpans.Reject reject -> repeats.share() <= reject.most();
            case RepeatedSpans.Cut _ -> repeats.repeated() == 0 || repeats.repeated() < repeats.words();
        };
    }

    /// The text with which a sample stays.
    String left(String text, Repeats repeats) {
        return switch (action) {
            case RepeatedSpans.Reject _ -> text;
            case RepeatedSpans.Cut _ -> {
                StringBuilder left = new StringBuilder();
                int from = 0;
                for (Span cut : repeats.cutsOf(text)) {
                    left.append(text, from, cut.start());
                    from = cut.end();
                }
                yield left.append(text, from, text.length()).toString();
            }
        };
    }

    /// @param text what [#text] said of the sample
    Outcome outcome(Sample sample, String text, Repeats repeats) {
        if (annotate) {
            return Outcome.passed(
                    sample.with(SHARE, repeats.share()).with(SPANS, spans(sample.id(), text, repeats.spans())));
        }
        if (!stays(repeats)) {
            return Outcome.rejected(rejection(sample.id(), text, repeats));
        }
        return switch (action) {
            case RepeatedSpans.Reject _ -> Outcome.passed(sample);
            case RepeatedSpans.Cut _ -> Outcome.passed(cut(sample, text, repeats));
        };
    }

    /// The whole of what was cut, and where it stood, so that the text can be put together again.
    private Sample cut(Sample sample, String text, Repeats repeats) {
        List<Map<String, Object>> pieces = new ArrayList<>();
        for (Span cut : repeats.cutsOf(text)) {
            pieces.add(entry("start", cut.start(), "text", cut.of(text)));
        }
        Sample changed = repeats.repeated() == 0 ? sample : sample.with(column, left(text, repeats));
        return changed.with(CUT, pieces);
    }

    private static Map<String, Object> entry(String first, Object value, String second, Object other) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(first, value);
        entry.put(second, other);
        return entry;
    }

    /// The longest of them, in the order in which they stand in the text.
    private static List<Map<String, Object>> spans(SampleId own, String text, List<RepeatedSpan> spans) {
        return spans.stream()
                .sorted(Comparator.comparingInt(RepeatedSpan::words).reversed())
                .limit(MOST_SHOWN)
                .sorted(Comparator.comparingInt(span -> span.span().start()))
                .map(span -> shown(own, text, span))
                .toList();
    }

    private static Map<String, Object> shown(SampleId own, String text, RepeatedSpan span) {
        String id = switch (span.source()) {
            case RepeatedSpan.Earlier earlier -> earlier.id();
            case RepeatedSpan.Itself _ -> own.toString();
        };
        Map<String, Object> entry =
                entry("start", span.span().start(), "end", span.span().end());
        entry.put("words", span.words());
        entry.put("repeats", id);
        entry.put("from_word", span.source().word());
        entry.put("text", Excerpt.of(span.span().of(text), NearEvidence.LONGEST_SHOWN));
        return entry;
    }

    private Rejection rejection(SampleId own, String text, Repeats repeats) {
        Data evidence = Data.of("column", column)
                .with("share", repeats.share())
                .with("repeated", repeats.repeated())
                .with("words", repeats.words())
                .with("spans", spans(own, text, repeats.spans()))
                .with("span_count", repeats.spans().size());
        String bound = switch (action) {
            case RepeatedSpans.Reject reject -> "and at most the share " + reject.most() + " may";
            case RepeatedSpans.Cut _ -> "so that nothing is left";
        };
        String explanation = String.format(
                Locale.ROOT,
                "%d of the %d words of %s stand in runs of %d words or more that were there before, %s",
                repeats.repeated(),
                repeats.words(),
                column,
                words,
                bound);
        return new Rejection(RepeatedSpans.REPEATED_SPANS, explanation, evidence);
    }
}
