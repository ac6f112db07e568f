package dev.seedbed.curate.duplicates;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.text.span.SpanSettings;
import java.util.List;
import java.util.Optional;

/// The `repeated-spans` step of the pipeline language: [RepeatedSpans].
final class RepeatedSpansStep {
    private static final double MOST_BY_DEFAULT = 0.5;

    private static final Parameter<String> COLUMN = Parameter.column(
                    "column", "The column whose text is looked at, and cut.")
            .required();

    private static final Parameter<Long> WORDS = Parameter.wholeNumber(
                    "words", 5, 1_000, "How many words in a row make a span, at least.")
            .defaultsTo(50);

    private static final Parameter<String> ACTION = Parameter.choice(
                    "action",
                    List.of("reject", "cut"),
                    "Whether to `reject` rows with too much of it, or to `cut` it out of the text.")
            .defaultsTo("reject");

    private static final Parameter<Double> MOST = Parameter.decimal(
            "most",
            0,
            1,
            "With `action: reject`, the share of the words that may stand in repeated spans; 0.5 if left out.");

    private static final Parameter<Boolean> WITHIN = Parameter.flag(
                    "within", "Whether what stands twice in one text is repeated, too.")
            .defaultsTo(true);

    private static final Parameter<Boolean> ANNOTATE = Parameter.flag(
                    "annotate", "Whether to let all rows pass as they are, with the verdict in two columns.")
            .defaultsTo(false);

    static final StepType TYPE = StepType.named(
                    "repeated-spans",
                    StepKind.COLLECTOR,
                    "Rejects rows of which too much stands in earlier rows, word for word, or cuts that out.")
            .details("""
                    A span is a run of `words` words or more that stands, word for word, in a row that stays, or earlier in the
                    same text. Case and punctuation do not count; an ideograph is a word. None is missed, however long the texts
                    are, and each is compared word by word. Lee et al. (2021) found that models say less by heart without them.
                    Rows are compared with what stays: of whatever is repeated, the first is never rejected or cut.

                    With `action: cut` the spans go out of the text, each with the punctuation and space behind it. What was cut
                    stands in the column `cut_spans`, a list of `{start, text}` in the order of the old text; empty if nothing
                    was. A row of which no word is left is rejected. Later rows are compared with what was left.

                    Memory: about 3 bytes for each word that was new, with spans of 50 words; in a temporary file 8 bytes a word.
                    A row of 2,000 characters takes 25 µs.

                    With `annotate` nothing is rejected or cut. Columns: `repeated_share`, and `repeated_spans`, the longest five
                    as in the evidence.

                    Reason: `repeated-spans`. Evidence: `column`, `share`, `repeated` of how many `words`, `span_count`, and the
                    longest five as `spans`: `start` and `end` in the text, `words`, the id of the row that has them as `repeats`
                    and where they begin there as `from_word`, and `text`, up to 200 characters.""")
            .taking(COLUMN, WORDS, ACTION, MOST, WITHIN, ANNOTATE)
            .shorthand(COLUMN)
            .citing("Lee et al. 2021, *Deduplicating Training Data Makes Language Models Better*, arXiv:2107.06499")
            .example("- repeated-spans: { column: answer, words: 50, most: 0.5 }")
            .builtBy(RepeatedSpansStep::build);

    private RepeatedSpansStep() {}

    private static Step build(Building building) {
        Settings settings = building.settings();
        SpanSettings spans = new SpanSettings(Math.toIntExact(settings.get(WORDS)));
        SpanEvidence evidence = new SpanEvidence(
                settings.get(COLUMN), spans.words(), action(building, settings), settings.get(ANNOTATE));
        return new RepeatedSpans(building.name(), evidence, spans, settings.get(WITHIN));
    }

    private static RepeatedSpans.Action action(Building building, Settings settings) {
        Optional<Double> most = settings.find(MOST);
        if (settings.get(ACTION).equals("cut")) {
            if (most.isPresent()) {
                building.problem(MOST, "is given, but only `action: reject` looks at it");
            }
            return new RepeatedSpans.Cut();
        }
        if (most.filter(share -> share == 1).isPresent()) {
            building.problem(MOST, "is 1, but must be below: nothing would be rejected; `annotate: true` only looks");
        }
        return new RepeatedSpans.Reject(most.filter(share -> share < 1).orElse(MOST_BY_DEFAULT));
    }
}
