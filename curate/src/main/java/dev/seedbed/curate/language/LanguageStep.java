package dev.seedbed.curate.language;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.column.TextColumns;
import dev.seedbed.text.language.Languages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The `language` and `script-mixing` steps of the pipeline language.
final class LanguageStep {
    private static final Parameter<List<String>> ALLOW =
            Parameter.listOf("allow", new Kind.Text(), "The codes of the languages that pass.");

    private static final Parameter<String> AS = Parameter.column(
            "as", "A column whose language `column` must have, such as the instruction that it answers.");

    private static final Parameter<List<String>> AMONG = Parameter.listOf(
            "among", new Kind.Text(), "The languages that are thought of at all; all of them if left out.");

    private static final Parameter<List<String>> LIKELY = Parameter.listOf(
            "likely",
            new Kind.Text(),
            "Languages that are taken to be more frequent than the others; none of them if left out.");

    private static final Parameter<Double> LIKELY_TIMES = Parameter.decimal(
                    "likely-times", 1, 1_000_000, "How many times as frequent those of `likely` are taken to be.")
            .defaultsTo(20.0);

    private static final Parameter<Double> MINIMUM = Parameter.decimal(
                    "min-probability", 0, 1, "Less than this, and the language is unknown.")
            .defaultsTo(0.5);

    private static final Parameter<String> UNKNOWN = Parameter.choice(
                    "unknown", List.of("keep", "reject"), "What becomes of a row whose text does not say its language.")
            .defaultsTo("keep");

    static final StepType TYPE = StepType.named(
                    "language", StepKind.GATE, "Rejects rows that are not in the language they should be in.")
            .details("""
                    The language is found by an n-gram model that comes with Seedbed: no file, no network. Codes are ISO 639-1, or
                    639-3 where there is none of two letters: LANGUAGES.

                    With `allow` these languages pass; with `as` the one that another column is in; with both, either. Unknown is an
                    answer: for texts of marks and numbers, of too few letters, in letters of no known language, and for those
                    whose likeliest language has less than `min-probability`. A text that `as` names whose language is
                    unknown lets the row pass.

                    Close languages (`bs hr sr`, `id ms`, `nb nn da`) are told apart by words that a short text may not have: allow
                    them together, or name the ones that can be meant as `among`, which also makes short texts surer. With `likely`
                    all languages are still thought of, but a text that could be in one of these or in a close one is in
                    one of these, unless it says otherwise clearly (a prior, as Bayes has it).

                    Reasons: `wrong-language`, `unknown-language`. Evidence: `column`, `language`, `probability`, `margin` to the
                    next, and `allowed`.""".replace("LANGUAGES", codes()))
            .taking(TextColumns.COLUMN, ALLOW, AS, AMONG, LIKELY, LIKELY_TIMES, MINIMUM, UNKNOWN)
            .shorthand(ALLOW)
            .example("- language: { column: answer, as: instruction }")
            .builtBy(LanguageStep::build);

    static final StepType SCRIPT_MIXING = StepType.named(
                    "script-mixing", StepKind.GATE, "Rejects rows with letters of a script that does not belong there.")
            .details("""
                    Reasons: `mixed-word` (letters of another script inside a word that look like its own, such as a Cyrillic `а` in
                    `pаssword`), `foreign-script` (words of another script in a text that is written in one, as models leak them).

                    Pass: Japanese with Han and Latin letters, Latin words in a text of any script, single Greek letters as
                    signs, what is in quotes, brackets or code, or behind a colon, a dash or words such as `means` and `called`,
                    and texts with more than a fifth of their letters in the second script: these are in two languages.

                    Evidence: `column`, the matched text as `match`, and its `position`, counted in characters from 0.""")
            .taking(TextColumns.COLUMN)
            .shorthand(TextColumns.COLUMN)
            .example("- script-mixing: { column: answer }")
            .builtBy(building ->
                    new ScriptMixingGate(building.name(), building.settings().get(TextColumns.COLUMN)));

    private LanguageStep() {}

    private static String codes() {
        return "`" + String.join(" ", Languages.codes()) + "`";
    }

    private static Step build(Building building) {
        Settings settings = building.settings();
        Optional<List<String>> allow = settings.find(ALLOW);
        Optional<String> as = settings.find(AS);
        if (allow.isEmpty() && as.isEmpty()) {
            building.problem(ALLOW, "is left out, and so is `as`, so every language would pass; give one of them");
        }
        Set<String> allowed = known(building, ALLOW, allow.orElse(List.of()));
        Set<String> among = known(building, AMONG, settings.find(AMONG).orElse(List.of()));
        if (!among.isEmpty()) {
            among.addAll(allowed);
        }
        Set<String> likely = known(building, LIKELY, settings.find(LIKELY).orElse(List.of()));
        Languages languages = among.isEmpty() ? Languages.all() : Languages.of(among);
        return new LanguageGate(
                building.name(),
                settings.get(TextColumns.COLUMN),
                new LanguageGate.Wanted(
                        allowed,
                        as,
                        settings.get(MINIMUM),
                        settings.get(UNKNOWN).equals("reject")),
                likely.isEmpty() ? languages : languages.favouring(likely, settings.get(LIKELY_TIMES)));
    }

    private static Set<String> known(Building building, Parameter<List<String>> parameter, List<String> codes) {
        Set<String> known = new TreeSet<>(codes);
        Set<String> unknown = new TreeSet<>(codes);
        unknown.removeAll(Languages.codes());
        if (!unknown.isEmpty()) {
            building.problem(
                    parameter,
                    "names " + String.join(", ", unknown) + ", but the languages that can be told are "
                            + String.join(" ", Languages.codes()));
            known.removeAll(unknown);
        }
        return known;
    }
}
