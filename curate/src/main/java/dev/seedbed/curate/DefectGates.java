package dev.seedbed.curate;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.column.TextColumns;
import dev.seedbed.text.Artefacts;
import dev.seedbed.text.Detector;
import dev.seedbed.text.Malformations;
import dev.seedbed.text.Refusals;
import dev.seedbed.text.Repetitions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The gates that reject defects of generated text.
final class DefectGates {
    private static final String EVIDENCE =
            "\n\nEvidence: `column`, the matched text as `match`, and its `position`, counted in characters from 0.";

    private static final Parameter<List<String>> ALLOW_ARTEFACTS =
            allow(new Artefacts().codes(), "The reasons that this gate does not reject for.");

    private static final Parameter<List<String>> ALLOW_MALFORMED = allow(
            new Malformations().codes(),
            "The reasons that this gate does not reject for, such as `unbalanced-markdown`.");

    private static final Parameter<Boolean> COMPLETE = Parameter.flag(
                    "complete-sentences", "Whether prose must not end in the middle of a sentence.")
            .defaultsTo(false);

    private static final Parameter<Long> REPEATS = Parameter.wholeNumber(
                    "repeats", 2, 1_000, "How often a phrase, line or sentence must be there to be a loop.")
            .defaultsTo(Repetitions.REPEATS);

    static final StepType REFUSAL = type(
                    "refusal",
                    "Rejects rows in which the model refuses to answer.",
                    """
                    Looks at what begins the first three sentences, in 28 languages, and at plain English refusals behind
                    them: apologies, policies, "As an AI", "This request cannot be fulfilled". What is quoted, code, an
                    example or a letter passes, and idioms such as "I cannot recommend this book highly enough".

                    Reason: `refusal`.""",
                    "- refusal",
                    _ -> new Refusals())
            .taking(TextColumns.COLUMN)
            .shorthand(TextColumns.COLUMN);

    static final StepType ARTEFACTS = type(
                    "artefacts",
                    "Rejects rows that hold leftovers of the generator or its prompt.",
                    """
                    Reasons: `role-header` (tokens of chat templates, headers of turns), `prompt-leftover` (the prompt's
                    own form), `assistant-phrase` ("As an AI language model, I"), `preamble` ("Sure! Here is"), `closing`
                    ("Let me know if you'd like", "Word count: 150"), `placeholder` (`[Your Name]`, `{{name}}`, `TODO:`,
                    `XXX`, lorem ipsum). Code, and what is quoted or only named, is left out.""",
                    "- artefacts: { column: [question, answer], allow: preamble }",
                    settings -> new Artefacts(allBut(new Artefacts().codes(), settings.get(ALLOW_ARTEFACTS))))
            .taking(TextColumns.COLUMN, ALLOW_ARTEFACTS)
            .shorthand(TextColumns.COLUMN);

    static final StepType MALFORMED = type(
                    "malformed",
                    "Rejects rows whose text is broken.",
                    """
                    Reasons: `empty`, `mojibake` (lost or wrongly decoded characters), `unclosed-fence`, `malformed-json`
                    (if the text begins as JSON, or a block is fenced as it), `unbalanced-markdown` (emphasis, links,
                    tables with ragged rows), and, with `complete-sentences`, `cut-off`.""",
                    "- malformed: { complete-sentences: true }",
                    DefectGates::malformations)
            .taking(TextColumns.COLUMN, COMPLETE, ALLOW_MALFORMED)
            .shorthand(TextColumns.COLUMN);

    static final StepType REPETITION = type(
                    "repetition",
                    "Rejects rows in which the model was caught in a loop.",
                    """
                    Reasons: `repeated-phrase` (`repeats` times behind one another, once less from 12 words on, twice less
                    from 50 words on, and at least 4 times `repeats` words in all), `repeated-line` and `repeated-sentence`
                    (`repeats` times anywhere, and 30 % of the text), `repeated-character` (a letter 25 times, a digit 50
                    times). Numbers are no phrase, code may repeat four times as often, and verse its refrain.""",
                    "- repetition: { repeats: 4 }",
                    settings -> new Repetitions(Math.toIntExact(settings.get(REPEATS))))
            .taking(TextColumns.COLUMN, REPEATS)
            .shorthand(TextColumns.COLUMN);

    private DefectGates() {}

    private static StepType type(
            String id, String summary, String details, String example, Function<Settings, Detector> detector) {
        return StepType.named(id, StepKind.GATE, summary)
                .details(details + EVIDENCE)
                .example(example)
                .builtBy(building -> gate(building.name(), building.settings(), detector));
    }

    private static Gate gate(String name, Settings settings, Function<Settings, Detector> detector) {
        return new DefectGate(name, settings.get(TextColumns.COLUMN), detector.apply(settings));
    }

    private static Detector malformations(Settings settings) {
        Set<String> codes = allBut(new Malformations().codes(), settings.get(ALLOW_MALFORMED));
        if (settings.get(COMPLETE)) {
            codes.add(Malformations.CUT_OFF);
        }
        return new Malformations(codes);
    }

    private static Parameter<List<String>> allow(List<String> codes, String summary) {
        return Parameter.listOf("allow", new Kind.Choice(codes), summary).defaultsTo(List.of());
    }

    private static Set<String> allBut(List<String> codes, List<String> allowed) {
        Set<String> rest = new HashSet<>(codes);
        allowed.forEach(rest::remove);
        return rest;
    }
}
