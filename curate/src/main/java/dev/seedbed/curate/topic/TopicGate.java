package dev.seedbed.curate.topic;

import dev.seedbed.api.Data;
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
import dev.seedbed.text.topic.Terms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rejects samples that are about what they should not be about, or not about what they should, by words.
final class TopicGate implements Gate {
    private static final Parameter<List<String>> ALLOW =
            Parameter.listOf("allow", new Kind.Text(), "Words and phrases of the topic; a row must have some.");

    private static final Parameter<Path> ALLOW_FILE =
            Parameter.inputPath("allow-file", "More of them, one in each line; `#` begins a comment.");

    private static final Parameter<List<String>> DENY =
            Parameter.listOf("deny", new Kind.Text(), "Words and phrases that a row must not have.");

    private static final Parameter<Path> DENY_FILE =
            Parameter.inputPath("deny-file", "More of them, one in each line; `#` begins a comment.");

    private static final Parameter<Long> LEAST = Parameter.wholeNumber(
                    "least", 1, 10_000, "How many different ones of `allow` a row must have.")
            .defaultsTo(1);

    private static final Parameter<Long> MOST = Parameter.wholeNumber(
                    "most", 0, 10_000, "How many words of `deny` a row may have.")
            .defaultsTo(0);

    static final StepType TYPE = StepType.named(
                    "topic",
                    StepKind.GATE,
                    "Rejects rows by words of a topic: those they must have, and must not have.")
            .details("""
                    Whole words and phrases count, whatever their case and accents; word forms are words of their own
                    (`dividend`, `dividends`). What a row means beyond its words, a `judge` can tell.

                    Reasons: `denied-topic`, `other-topic`. Evidence: `column`, the `words` that were found, `count`, `share` of the
                    row's words, and the `position` of the first, in characters from 0; for `other-topic`, `least` too.""")
            .taking(TextColumns.COLUMN, ALLOW, ALLOW_FILE, DENY, DENY_FILE, LEAST, MOST)
            .example("- topic: { column: question, deny: [horoscope, lottery], allow: [physics, energy, force] }")
            .builtBy(TopicGate::build);

    private final String name;
    private final List<String> columns;
    private final Optional<Terms> allowed;
    private final Terms denied;
    private final long least;
    private final long most;

    private TopicGate(String name, Settings settings, Optional<Terms> allowed, Terms denied) {
        this.name = name;
        this.columns = settings.get(TextColumns.COLUMN);
        this.allowed = allowed;
        this.denied = denied;
        this.least = settings.get(LEAST);
        this.most = settings.get(MOST);
    }

    private static Gate build(Building building) {
        List<String> allow = terms(building, ALLOW, ALLOW_FILE);
        List<String> deny = terms(building, DENY, DENY_FILE);
        if (allow.isEmpty() && deny.isEmpty()) {
            building.problem(ALLOW, "is left out, and so is `deny`, so every row would pass; give one of them");
        }
        Optional<Terms> allowed = allow.isEmpty() ? Optional.empty() : Optional.of(Terms.of(allow));
        return new TopicGate(building.name(), building.settings(), allowed, Terms.of(deny));
    }

    private static List<String> terms(Building building, Parameter<List<String>> list, Parameter<Path> file) {
        List<String> terms = new ArrayList<>(building.settings().find(list).orElse(List.of()));
        terms.addAll(TermFile.read(building, file));
        return terms;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        for (String column : columns) {
            String text = TextColumns.text(sample, column);
            Terms.Hits bad = denied.in(text);
            if (bad.hits().size() > most) {
                return Optional.of(new Rejection(
                        "denied-topic",
                        column + " has '" + bad.hits().getFirst().term() + "', which is denied",
                        evidence(column, bad)));
            }
            if (allowed.isPresent()) {
                Terms.Hits good = allowed.get().in(text);
                long different =
                        good.hits().stream().map(Terms.Hit::term).distinct().count();
                if (different < least) {
                    return Optional.of(new Rejection(
                            "other-topic",
                            column + " has " + different + " of the topic's words, of which it must have " + least,
                            evidence(column, good).with("least", least)));
                }
            }
        }
        return Optional.empty();
    }

    static Data evidence(String column, Terms.Hits found) {
        Data evidence = Data.of("column", column)
                .with(
                        "words",
                        found.hits().stream()
                                .map(Terms.Hit::term)
                                .distinct()
                                .limit(20)
                                .toList())
                .with("count", found.hits().size())
                .with("share", Math.round(found.share() * 10_000) / 10_000.0);
        return found.hits().isEmpty()
                ? evidence
                : evidence.with("position", found.hits().getFirst().begin());
    }
}
