package dev.seedbed.curate.language;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Measured;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.column.TextColumns;
import dev.seedbed.text.language.Identification;
import dev.seedbed.text.language.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Rejects samples that are not in the language they should be in.
///
/// ```java
/// var wanted = new LanguageGate.Wanted(Set.of("de", "fr"), Optional.empty(), 0.5, false);
/// Gate gate = new LanguageGate("language", List.of("answer"), wanted, Languages.all());
/// ```
///
/// A column that is absent, null or empty is in no language, which is unknown. Any number of threads.
public final class LanguageGate implements Gate {
    private final String name;
    private final List<String> columns;
    private final Wanted wanted;
    private final Languages languages;

    /// @param allowed the languages that pass; may be empty if there is `as`
    /// @param as the column whose language passes too
    /// @param minimum the least probability of a language that is known
    /// @param rejectsUnknown whether an unknown language is a reason
    public record Wanted(Set<String> allowed, Optional<String> as, double minimum, boolean rejectsUnknown) {
        public Wanted {
            allowed = Set.copyOf(allowed);
        }
    }

    public LanguageGate(String name, List<String> columns, Wanted wanted, Languages languages) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.wanted = wanted;
        this.languages = languages;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        Set<String> allowed = new TreeSet<>(wanted.allowed());
        if (wanted.as().isPresent()) {
            Identification model = identify(sample, wanted.as().get());
            if (!isKnown(model)) {
                return Optional.empty();
            }
            allowed.add(model.language());
        }
        for (String column : columns) {
            Identification found = identify(sample, column);
            if (isKnown(found) ? !allowed.contains(found.language()) : wanted.rejectsUnknown()) {
                return Optional.of(rejection(column, found, allowed));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Measured> measure(Sample sample) {
        Set<String> allowed = new TreeSet<>(wanted.allowed());
        boolean open = false;
        if (wanted.as().isPresent()) {
            Identification model = identify(sample, wanted.as().get());
            open = !isKnown(model);
            allowed.add(model.language());
        }
        List<Measured> measured = new ArrayList<>();
        for (String column : columns) {
            Identification found = identify(sample, column);
            boolean passes = open || (isKnown(found) ? allowed.contains(found.language()) : !wanted.rejectsUnknown());
            measured.add(new Measured(
                    column, "wrong-language", found.toString(), "one of " + String.join(", ", allowed), passes));
        }
        return measured;
    }

    private Identification identify(Sample sample, String column) {
        return languages.identify(TextColumns.text(sample, column));
    }

    private boolean isKnown(Identification found) {
        return found.known() && found.probability() >= wanted.minimum();
    }

    private Rejection rejection(String column, Identification found, Set<String> allowed) {
        Data evidence = Data.of("column", column)
                .with("language", found.language())
                .with("probability", rounded(found.probability()))
                .with("margin", rounded(found.margin()))
                .with("allowed", List.copyOf(allowed));
        String list = String.join(", ", allowed);
        return isKnown(found)
                ? new Rejection(
                        "wrong-language",
                        String.format(
                                Locale.ROOT,
                                "%s is in %s (probability %.2f); allowed: %s",
                                column,
                                found.language(),
                                found.probability(),
                                list),
                        evidence)
                : new Rejection(
                        "unknown-language",
                        "the language of " + column + " cannot be told; allowed: " + list,
                        evidence);
    }

    private static double rounded(double probability) {
        return Math.round(probability * 10_000) / 10_000.0;
    }
}
