package dev.seedbed.curate.agreement;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;

/// The alternative annotator test (Calderon, Reichart and Dror, ACL 2025, arXiv:2501.10970).
///
/// Each person is left out in turn. On each row the judge and that person are compared by how near they come to the
/// other people: the share of equal labels, or minus the root mean squared difference. A one-sided t-test asks
/// whether the person is nearer by less than epsilon; Benjamini and Yekutieli (2001) keep the false discovery rate
/// over all people at 0.05.
final class AltTestAudit {
    private static final double FALSE_DISCOVERIES = 0.05;
    private static final double PASSES = 0.5;
    /// Below it the t-test is not to be trusted (section 3 of the paper).
    private static final int FEWEST_ROWS = 30;

    private final AltTestColumns columns;
    private final SeenColumns seen = new SeenColumns();
    private final List<Row> rows = new ArrayList<>();
    private long unscored;

    /// @param humans by person; empty where there is none
    private record Row(String judge, List<Optional<String>> humans) {}

    AltTestAudit(AltTestColumns columns) {
        this.columns = columns;
    }

    AltTest of(Stream<Data> data) {
        data.forEachOrdered(this::add);
        List<String> wanted = new ArrayList<>(List.of(columns.judge()));
        wanted.addAll(columns.humans());
        seen.check(wanted);
        List<String> notes = new ArrayList<>();
        List<AltTest.Person> people = new ArrayList<>();
        for (int person = 0; person < columns.humans().size(); person++) {
            test(person, notes).ifPresent(people::add);
        }
        if (people.size() < 3) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "only " + people.size() + " people have labelled " + FEWEST_ROWS
                            + " rows that the judge and another person labelled too, but it takes 3 (" + rows.size()
                            + " of " + seen.rows() + " rows have a verdict)");
        }
        List<AltTest.Person> decided = decided(people);
        double winningRate = decided.stream().filter(AltTest.Person::beaten).count() / (double) decided.size();
        double advantage =
                decided.stream().mapToDouble(AltTest.Person::judge).average().orElseThrow();
        if (unscored > 0) {
            notes.add(unscored + " of " + seen.rows() + " rows are unscored and left out");
        }
        return new AltTest(decided, winningRate, advantage, winningRate >= PASSES, alpha(), unscored, notes);
    }

    private void add(Data data) {
        long number = seen.add(data);
        Optional<String> judge = label(data, columns.judge(), number);
        List<Optional<String>> humans = columns.humans().stream()
                .map(column -> label(data, column, number))
                .toList();
        if (judge.isEmpty()) {
            unscored++;
        } else {
            rows.add(new Row(judge.get(), humans));
        }
    }

    private Optional<String> label(Data data, String column, long row) {
        Optional<String> label = Cell.label(data, column, row);
        if (columns.areNumbers()) {
            label.ifPresent(each -> Cell.wantedNumber(each, column, row, "labels are compared as numbers"));
        }
        return label;
    }

    private Optional<AltTest.Person> test(int person, List<String> notes) {
        String column = columns.humans().get(person);
        Moments differences = new Moments();
        Moments judge = new Moments();
        Moments human = new Moments();
        for (Row row : rows) {
            List<String> others = IntStream.range(0, row.humans().size())
                    .filter(other -> other != person)
                    .mapToObj(row.humans()::get)
                    .flatMap(Optional::stream)
                    .toList();
            Optional<String> own = row.humans().get(person);
            if (own.isPresent() && !others.isEmpty()) {
                double nearnessOfJudge = nearness(row.judge(), others);
                double nearnessOfHuman = nearness(own.get(), others);
                double judgeWins = nearnessOfJudge >= nearnessOfHuman ? 1 : 0;
                double humanWins = nearnessOfHuman >= nearnessOfJudge ? 1 : 0;
                judge.add(judgeWins);
                human.add(humanWins);
                differences.add(humanWins - judgeWins);
            }
        }
        if (differences.count() < FEWEST_ROWS) {
            notes.add("'" + column + "' is left out: only " + differences.count() + " rows to compare on, of "
                    + FEWEST_ROWS + " that the test needs");
            return Optional.empty();
        }
        return Optional.of(new AltTest.Person(
                column, differences.count(), judge.mean(), human.mean(), pValue(differences), false));
    }

    private double nearness(String label, List<String> others) {
        if (!columns.areNumbers()) {
            return others.stream().filter(label::equals).count() / (double) others.size();
        }
        double number = Cell.number(label).orElseThrow();
        double squares = others.stream()
                .mapToDouble(other -> Cell.number(other).orElseThrow())
                .map(other -> (other - number) * (other - number))
                .sum();
        return -Math.sqrt(squares / others.size());
    }

    private double pValue(Moments differences) {
        double above = differences.mean() - columns.epsilon();
        double error = Math.sqrt(differences.variance() / differences.count());
        if (error == 0) {
            return above < 0 ? 0 : 1;
        }
        return TDistribution.of(differences.count() - 1.0).cumulativeProbability(above / error);
    }

    /// The step-up procedure of Benjamini and Yekutieli.
    private static List<AltTest.Person> decided(List<AltTest.Person> people) {
        List<AltTest.Person> sorted = people.stream()
                .sorted(Comparator.comparingDouble(AltTest.Person::pValue))
                .toList();
        int tests = sorted.size();
        double harmonic =
                IntStream.rangeClosed(1, tests).mapToDouble(i -> 1.0 / i).sum();
        double bound = -1;
        for (int i = 0; i < tests; i++) {
            if (sorted.get(i).pValue() <= (i + 1.0) / tests * FALSE_DISCOVERIES / harmonic) {
                bound = sorted.get(i).pValue();
            }
        }
        double highest = bound;
        return people.stream()
                .map(each -> new AltTest.Person(
                        each.column(),
                        each.rows(),
                        each.judge(),
                        each.person(),
                        each.pValue(),
                        each.pValue() <= highest))
                .toList();
    }

    private Figure alpha() {
        Set<String> given = new LinkedHashSet<>();
        rows.forEach(row -> row.humans().forEach(label -> label.ifPresent(given::add)));
        List<String> names = columns.areNumbers()
                ? given.stream()
                        .sorted(Comparator.comparingDouble(
                                label -> Cell.number(label).orElseThrow()))
                        .toList()
                : List.copyOf(given);
        double[] values = names.stream()
                .mapToDouble(name -> columns.areNumbers() ? Cell.number(name).orElseThrow() : 0)
                .toArray();
        Places places = new Places(names);
        int[][] units = rows.stream()
                .map(row -> row.humans().stream()
                        .flatMap(Optional::stream)
                        .mapToInt(places::of)
                        .toArray())
                .toArray(int[][]::new);
        KrippendorffAlpha alpha = new KrippendorffAlpha(units, values);
        Level level = columns.areNumbers() ? Level.INTERVAL : Level.NOMINAL;
        return new Bootstrap(units.length, Precision.USUAL)
                .figure(weights -> alpha.of(level, weights), "all people gave one and the same label");
    }
}
