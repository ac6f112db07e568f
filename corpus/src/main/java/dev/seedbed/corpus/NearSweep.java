package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearIndex;
import dev.seedbed.text.near.NearSettings;
import dev.seedbed.text.near.NearVerdict;
import dev.seedbed.text.near.Profile;
import dev.seedbed.text.near.ShingleCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How good near-duplicate removal is at several thresholds, by rows of which somebody has said which belong
/// together.
///
/// ```java
/// List<NearSweep.Point> points = NearSweep.of(
///         Corpus.of(List.of(file), List.of("text")), NearOptions.of(NearSettings.defaults()), "group");
/// ```
///
/// A row whose label an earlier row has is a duplicate; rows without a label are none. All rows are kept in
/// memory.
public final class NearSweep implements Examination<Boolean> {
    private static final double FIRST = 0.5;
    private static final int POINTS = 10;
    private static final double STEP = 0.05;

    private final String label;
    private final List<String> texts = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private boolean hasLabel;

    private NearSweep(String label) {
        this.label = label;
    }

    /// What a threshold does.
    ///
    /// @param removed how many rows go
    /// @param right how many of them have the label of the row that stays instead
    /// @param duplicates how many rows are duplicates by their labels
    /// @param found how many of those go
    public record Point(double threshold, int removed, int right, int duplicates, int found) {
        /// The share of removed rows that belong to the row that stays; 1 if none is removed.
        public double precision() {
            return removed == 0 ? 1 : (double) right / removed;
        }

        /// The share of duplicates that are removed; 1 if there are none.
        public double recall() {
            return duplicates == 0 ? 1 : (double) found / duplicates;
        }
    }

    /// What the thresholds from 0.5 to 0.95 do with these rows.
    ///
    /// @param options of which the threshold and the score are not looked at
    /// @param label the column that says which rows belong together
    /// @throws SeedbedException if no two rows have the same label
    public static List<Point> of(Corpus corpus, NearOptions options, String label) throws InterruptedException {
        NearSweep sweep = new NearSweep(label);
        corpus.noting(List.of(label)).examine(sweep);
        List<Boolean> duplicates = sweep.duplicates();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            double threshold = Math.round((FIRST + i * STEP) * 100) / 100.0;
            points.add(sweep.point(options.settings().withThreshold(threshold), options.common(), duplicates));
        }
        return points;
    }

    @Override
    public Boolean look(Row row) {
        return true;
    }

    @Override
    public Fate decide(Boolean looked, Row row) {
        Object value = row.value(label);
        hasLabel |= row.has(label);
        texts.add(row.text());
        labels.add(value == null ? "" : Json.write(value));
        return Fate.Kept.AS_IT_IS;
    }

    private List<Boolean> duplicates() {
        if (!hasLabel && !labels.isEmpty()) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "None of the " + labels.size() + " rows has a column '" + label
                            + "'. Name the column that is the same in rows that are duplicates of each other.");
        }
        Set<String> seen = new HashSet<>();
        List<Boolean> duplicates =
                labels.stream().map(each -> !each.isEmpty() && !seen.add(each)).toList();
        if (!duplicates.contains(true)) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "No two of the " + labels.size() + " rows have the same '" + label
                            + "', so nothing says which are duplicates. Rows that belong together need the same value"
                            + " there.");
        }
        return duplicates;
    }

    private Point point(NearSettings settings, Optional<Double> share, List<Boolean> duplicates) {
        int removed = 0;
        int right = 0;
        int found = 0;
        try (NearIndex index = NearIndex.temporary(settings, common(settings, share))) {
            for (int row = 0; row < texts.size(); row++) {
                if (index.admit(index.profile(texts.get(row)), row) instanceof NearVerdict.Near near) {
                    String own = labels.get(row);
                    removed++;
                    right += !own.isEmpty() && own.equals(labels.get((int) near.row())) ? 1 : 0;
                    found += duplicates.get(row) ? 1 : 0;
                }
            }
        }
        int all = (int) duplicates.stream().filter(each -> each).count();
        return new Point(settings.threshold(), removed, right, all, found);
    }

    private CommonShingles common(NearSettings settings, Optional<Double> share) {
        if (share.isEmpty()) {
            return CommonShingles.none();
        }
        ShingleCounts counts = new ShingleCounts();
        try (NearIndex profiles = NearIndex.temporary(settings, CommonShingles.none())) {
            for (String text : texts) {
                Profile profile = profiles.profile(text);
                counts.add(profile);
            }
        }
        return counts.common(share.get());
    }
}
