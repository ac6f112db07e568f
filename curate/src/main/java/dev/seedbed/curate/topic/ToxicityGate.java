package dev.seedbed.curate.topic;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.column.TextColumns;
import dev.seedbed.text.topic.CoarseWords;
import dev.seedbed.text.topic.Terms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Rejects samples with coarse words of a list.
final class ToxicityGate implements Gate {
    private static final Parameter<List<String>> LANGUAGES = Parameter.listOf(
                    "languages", new Kind.Choice(CoarseWords.languages()), "Whose lists are looked for.")
            .defaultsTo("en");

    private static final Parameter<Path> WORDS =
            Parameter.inputPath("words", "A file with more words or phrases, one in each line; `#` begins a comment.");

    private static final Parameter<List<String>> ALLOW = Parameter.listOf(
                    "allow", new Kind.Text(), "Words of the lists that do not count.")
            .defaultsTo(List.of());

    private static final Parameter<Long> MAX_COUNT = Parameter.wholeNumber(
                    "max-count", 0, Integer.MAX_VALUE, "As many may be there.")
            .defaultsTo(0);

    private static final Parameter<Double> MAX_SHARE = Parameter.decimal(
                    "max-share", 0, 1, "They may be this share of the words, however many there are.")
            .defaultsTo(0.0);

    static final StepType TYPE = StepType.named(
                    "toxicity",
                    StepKind.GATE,
                    "Rejects rows with coarse words, by lists in LANGUAGES languages."
                            .replace(
                                    "LANGUAGES",
                                    Integer.toString(CoarseWords.languages().size())))
            .details("""
                    Whole words and phrases count, whatever their case and accents, also with digits and signs for letters (`sh1t`,
                    `$hit`); the town of Scunthorpe passes. Of the lists, words that medicine, law and the news use too count only
                    beside one that they do not: a text about breast cancer passes. Words of a file of one's own always count.

                    A row is rejected if there are more than `max-count` of them, and they are more than `max-share` of its words: for
                    fiction and long web pages, `max-share: 0.005`.

                    A list sees words, not meaning: it finds no polite threat, and quotes are words too. For meaning, use `judge` with
                    a rubric (docs/how-to/filter-toxicity-and-topic.md). The lists: LDNOOBW (CC BY 4.0).

                    Reason: `coarse-words`. Evidence: `column`, `words` that were found, `count`, `share`, and the `position` of the
                    first, in characters from 0.""" + languages())
            .taking(TextColumns.COLUMN, LANGUAGES, WORDS, ALLOW, MAX_COUNT, MAX_SHARE)
            .shorthand(TextColumns.COLUMN)
            .example("- toxicity: { column: answer, languages: [en, de], max-share: 0.005 }")
            .builtBy(ToxicityGate::build);

    private final String name;
    private final List<String> columns;
    private final Terms terms;
    private final Set<String> own;
    private final long maxCount;
    private final double maxShare;

    private ToxicityGate(String name, Settings settings, Terms terms, Set<String> own) {
        this.name = name;
        this.columns = settings.get(TextColumns.COLUMN);
        this.terms = terms;
        this.own = own;
        this.maxCount = settings.get(MAX_COUNT);
        this.maxShare = settings.get(MAX_SHARE);
    }

    private static String languages() {
        return CoarseWords.languages().stream().collect(Collectors.joining("`, `", "\n\nLanguages: `", "`."));
    }

    private static Gate build(Building building) {
        Settings settings = building.settings();
        List<String> words = new ArrayList<>();
        settings.get(LANGUAGES).forEach(language -> words.addAll(CoarseWords.of(language)));
        Set<String> own = new HashSet<>(TermFile.read(building, WORDS));
        words.addAll(own);
        words.removeAll(settings.get(ALLOW));
        if (words.isEmpty()) {
            building.problem(LANGUAGES, "is empty, and there are no `words`, so every row would pass");
        }
        return new ToxicityGate(building.name(), settings, Terms.of(new HashSet<>(words)), own);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        for (String column : columns) {
            Terms.Hits found = terms.in(TextColumns.text(sample, column));
            boolean plain = found.hits().stream().anyMatch(hit -> !isAmbiguous(hit.term()));
            if (plain && found.hits().size() > maxCount && found.share() > maxShare) {
                return Optional.of(rejection(column, found));
            }
        }
        return Optional.empty();
    }

    private boolean isAmbiguous(String term) {
        return CoarseWords.isAmbiguous(term) && !own.contains(term);
    }

    private static Rejection rejection(String column, Terms.Hits found) {
        int count = found.hits().size();
        return new Rejection(
                "coarse-words",
                column + " has " + count + (count == 1 ? " coarse word" : " coarse words") + " among " + found.words(),
                TopicGate.evidence(column, found));
    }
}
