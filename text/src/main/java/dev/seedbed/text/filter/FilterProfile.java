package dev.seedbed.text.filter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A set of heuristic rules under the name of the project that published them: "the Gopher rules" are four
/// different things in four programs, so each has a profile of its own.
///
/// ```java
/// FilterProfile profile = FilterProfile.named("gopher").with("min-words", 20).without("bullet-lines");
/// FilterWorker worker = profile.worker(); // one for each thread
/// Verdict verdict = worker.judge("Buy now!");
/// verdict.failed().orElseThrow().rule(); // "min-words"
/// ```
///
/// Rules are looked at in the profile's order; the first that a text breaks is the reason. A profile may also drop
/// lines: then later rules see what is left, and the verdict has the text that is left.
///
/// Where a project's words need a tokenizer with a model, this one comes close without: `docs/how-to/filter-text.md`
/// lists every departure. Immutable and safe for threads; the same text always gets the same verdict.
public final class FilterProfile {
    private final String name;
    private final String origin;
    private final List<Stage> stages;

    FilterProfile(String name, String origin, List<Stage> stages) {
        this.name = name;
        this.origin = origin;
        this.stages = List.copyOf(stages);
    }

    /// The names that [#named] takes.
    public static List<String> profiles() {
        return Profiles.names();
    }

    /// The profile of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    public static FilterProfile named(String name) {
        return Profiles.named(name);
    }

    public String name() {
        return name;
    }

    /// Whose rules they are, and as of when.
    public String origin() {
        return origin;
    }

    /// The rules that a text must pass, in their order.
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (Stage stage : stages) {
            stage.checks().forEach(check -> rules.add(check.rule()));
        }
        return List.copyOf(rules);
    }

    /// The bounds by which single lines stay or are dropped; none if the profile drops no lines.
    public List<Rule> lineRules() {
        List<Rule> rules = new ArrayList<>();
        for (Stage stage : stages) {
            Cleaning cleaning = stage.cleaning();
            if (cleaning != null) {
                rules.addAll(cleaning.rules());
            }
        }
        return List.copyOf(rules);
    }

    /// Whether the profile may change a text that passes.
    public boolean cleans() {
        return stages.stream().anyMatch(stage -> stage.cleaning() != null);
    }

    /// This with another bound for a rule, or for a rule about lines.
    ///
    /// @throws IllegalArgumentException if the profile has no such rule, or the bound is no number
    public FilterProfile with(String rule, double bound) {
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException(
                    "the bound of `" + rule + "` is " + bound + "; give a finite number, or leave the rule out");
        }
        require(Set.of(rule), true);
        return changed(stage -> {
            List<Check> checks = new ArrayList<>();
            for (Check check : stage.checks()) {
                boolean meant = check.rule().name().equals(rule);
                checks.add(meant ? new Check(check.rule().withBound(bound), check.measure()) : check);
            }
            Cleaning cleaning = stage.cleaning();
            boolean ofLines = cleaning != null
                    && cleaning.rules().stream().anyMatch(own -> own.name().equals(rule));
            return new Stage(stage.unit(), cleaning != null && ofLines ? cleaning.with(rule, bound) : cleaning, checks);
        });
    }

    /// This with other bounds.
    public FilterProfile with(Map<String, Double> bounds) {
        FilterProfile profile = this;
        for (Map.Entry<String, Double> bound : bounds.entrySet()) {
            profile = profile.with(bound.getKey(), bound.getValue());
        }
        return profile;
    }

    /// This without some of its rules. Those about lines stay.
    ///
    /// @throws IllegalArgumentException if the profile has no such rule
    public FilterProfile without(Collection<String> rules) {
        require(rules, false);
        Set<String> left = new HashSet<>(rules);
        return keeping(rule -> !left.contains(rule));
    }

    public FilterProfile without(String... rules) {
        return without(List.of(rules));
    }

    /// This with some of its rules only, in the profile's order.
    ///
    /// @throws IllegalArgumentException if the profile has no such rule
    public FilterProfile only(String... rules) {
        Set<String> wanted = new LinkedHashSet<>(List.of(rules));
        require(wanted, false);
        return keeping(wanted::contains);
    }

    /// This with words that a page is dropped for, one or more to a phrase, in any case. Only the profiles with a rule
    /// `bad-words` look for them; they come without any.
    ///
    /// @throws IllegalArgumentException if the profile has no such rule
    public FilterProfile withBadWords(Collection<String> words) {
        require(Set.of("bad-words"), false);
        BadWords bad = BadWords.of(words);
        return changed(stage -> stage.cleaning() instanceof C4Cleaning cleaning
                ? new Stage(stage.unit(), cleaning.withBadWords(bad), stage.checks())
                : stage);
    }

    /// What judges texts, one after the other.
    public FilterWorker worker() {
        return new FilterWorker(name, stages);
    }

    private FilterProfile keeping(java.util.function.Predicate<String> wanted) {
        return changed(stage -> new Stage(
                stage.unit(),
                stage.cleaning(),
                stage.checks().stream()
                        .filter(check -> wanted.test(check.rule().name()))
                        .toList()));
    }

    private FilterProfile changed(UnaryOperator<Stage> change) {
        return new FilterProfile(name, origin, stages.stream().map(change).toList());
    }

    private void require(Collection<String> rules, boolean orOfLines) {
        List<String> known = new ArrayList<>(rules().stream().map(Rule::name).toList());
        if (orOfLines) {
            lineRules().forEach(rule -> known.add(rule.name()));
        }
        for (String rule : rules) {
            if (!known.contains(rule)) {
                throw new IllegalArgumentException("the profile `" + name + "` has no rule `" + rule + "`;"
                        + suggestion(rule, known) + " it has " + String.join(", ", known));
            }
        }
    }

    private static String suggestion(String rule, List<String> known) {
        String wanted = rule.toLowerCase(Locale.ROOT).replace('_', '-');
        @Nullable String close = null;
        for (String name : known) {
            if (name.equals(wanted) || name.startsWith(wanted) || wanted.startsWith(name)) {
                close = name;
            }
        }
        return close == null ? "" : " did you mean `" + close + "`?";
    }
}
