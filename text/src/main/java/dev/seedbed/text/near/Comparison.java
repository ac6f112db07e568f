package dev.seedbed.text.near;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One row at a time, compared with kept ones by the whole sets of shingles that count. Used again and again.
///
/// Counting ends as soon as so many shingles of the other were missed that it can be neither at the threshold
/// nor above the best so far.
final class Comparison {
    private static final int MOST_SPANS = 3;

    private final double threshold;
    private final int size;
    private final CommonShingles common;
    private final KeptFile file;
    private final ShingleCounts counts = new ShingleCounts();
    private final ShingleTable table = new ShingleTable();
    private Profile profile = new Profile(new long[0], null, new int[0], new long[1], 0, 0, 0, null);
    private boolean entered;
    private boolean[] leftOut = new boolean[0];
    private int counted;
    private long bestPlace;
    private int bestShared;
    private int bestOther;

    Comparison(NearSettings settings, CommonShingles common, KeptFile file) {
        this.threshold = settings.threshold();
        this.size = settings.shingle();
        this.common = common;
        this.file = file;
    }

    void begin(Profile next) {
        profile = next;
        entered = false;
        bestPlace = -1;
        counted = next.counted;
        if (common instanceof CommonShingles.AsRowsCome && next.hasWords()) {
            counts.add(next);
            decide();
        }
    }

    private void decide() {
        int all = profile.shingles.length;
        if (leftOut.length < all) {
            leftOut = new boolean[all * 2];
        }
        counted = 0;
        for (int i = 0; i < all; i++) {
            leftOut[i] = isCommon(profile.shingles[i]);
            counted += leftOut[i] ? 0 : 1;
        }
    }

    private boolean isCommon(long shingle) {
        return switch (common) {
            case CommonShingles.None _ -> false;
            case CommonShingles.Counted known -> known.isCommon(shingle);
            case CommonShingles.AsRowsCome rule -> counts.rowsWith(shingle) > counts.limit(rule.share());
        };
    }

    /// How many of the row's shingles count.
    int counted() {
        return counted;
    }

    /// Whether one of them does not.
    boolean isLeftOut(int number) {
        return profile.counted < 0 ? leftOut[number] : profile.isLeftOut(number);
    }

    void addCounted(Minima minima) {
        minima.clear(profile.shingles.length);
        for (int i = 0; i < profile.shingles.length; i++) {
            if (!leftOut[i]) {
                minima.add(profile.shingles[i]);
            }
        }
    }

    /// Whether the sizes of the sets leave it possible.
    boolean mayReach(int otherShingles) {
        return !(common instanceof CommonShingles.None)
                || (double) Math.min(counted, otherShingles) / Math.max(counted, otherShingles) >= threshold;
    }

    /// Whether a kept row is as similar as asked.
    boolean found() {
        return bestPlace >= 0;
    }

    private void enter() {
        if (!entered) {
            entered = true;
            table.clear(profile.shingles.length);
            for (long shingle : profile.shingles) {
                table.putIfAbsent(shingle);
            }
        }
    }

    /// Notes the kept row at this place if its whole set is equal.
    void compareWhole(long place) {
        file.seek(place);
        if (file.shingles() != profile.shingles.length || (file.counted() < 0) == profile.hasWords()) {
            return;
        }
        enter();
        for (int i = 0; i < profile.shingles.length; i++) {
            if (table.find(file.shingle(i)) < 0) {
                return;
            }
        }
        note(place, counted, counted);
    }

    /// Notes the kept row at this place if it is similar enough, and more so than the best so far.
    void compare(long place) {
        file.seek(place);
        if (file.counted() < 0) {
            return;
        }
        enter();
        int all = file.shingles();
        int other = common instanceof CommonShingles.None ? all : countedNow(all);
        // I / (A + B - I) >= J asks for this many; rounded down, so that nothing at the threshold is lost.
        double wanted = found() ? (double) bestShared / (counted + bestOther - bestShared) : threshold;
        int least = (int) (wanted * ((double) counted + other) / (1 + wanted) * (1 - 1e-12));
        int missing = other - least;
        int shared = 0;
        for (int i = 0; i < all && missing >= 0; i++) {
            long shingle = file.shingle(i);
            int number = table.find(shingle);
            if (number >= 0 && !isLeftOut(number)) {
                shared++;
            } else if (other == all || !isCommon(shingle)) {
                missing--;
            }
        }
        if (missing >= 0 && isBetter(shared, other)) {
            note(place, shared, other);
        }
    }

    private int countedNow(int all) {
        int other = 0;
        for (int i = 0; i < all; i++) {
            other += isCommon(file.shingle(i)) ? 0 : 1;
        }
        return other;
    }

    private boolean isBetter(int shared, int other) {
        long union = (long) counted + other - shared;
        if (!found()) {
            return (double) shared / union >= threshold;
        }
        // Whole numbers: two similarities that differ by less than a double shows are still different.
        return (long) shared * ((long) counted + bestOther - bestShared) > bestShared * union;
    }

    private void note(long place, int shared, int other) {
        bestPlace = place;
        bestShared = shared;
        bestOther = other;
    }

    /// The verdict on the row, of which a survivor was found.
    NearVerdict.Near near() {
        file.seek(bestPlace);
        long union = (long) counted + bestOther - bestShared;
        return new NearVerdict.Near(
                counted,
                profile.shingles() - counted,
                file.row(),
                file.id(),
                union == 0 ? 1 : (double) bestShared / union,
                counted == 0 ? 1 : (double) bestShared / counted,
                bestOther == 0 ? 1 : (double) bestShared / bestOther,
                profile.hasWords() ? shared() : List.of());
    }

    /// The longest runs of shared shingles; of those that count, if any do.
    private List<Span> shared() {
        boolean[] held = new boolean[profile.shingles.length];
        for (int i = 0; i < file.shingles(); i++) {
            int number = table.find(file.shingle(i));
            if (number >= 0) {
                held[number] = counted == 0 || !isLeftOut(number);
            }
        }
        List<Span> spans = new ArrayList<>();
        int positions = Math.max(1, profile.words() - size + 1);
        int first = -1;
        for (int position = 0; position <= positions; position++) {
            boolean shared = position < positions && held[number(position)];
            if (shared && first < 0) {
                first = position;
            } else if (!shared && first >= 0) {
                spans.add(span(first, position - 1));
                first = -1;
            }
        }
        spans.sort(Comparator.comparingInt(Span::length).reversed().thenComparingInt(Span::start));
        return spans.subList(0, Math.min(MOST_SPANS, spans.size()));
    }

    private int number(int position) {
        int[] numbers = profile.numbers;
        return numbers == null ? position : numbers[position];
    }

    private Span span(int firstPosition, int lastPosition) {
        int lastWord = Math.min(profile.words(), lastPosition + size) - 1;
        return new Span(profile.edges[2 * firstPosition], profile.edges[2 * lastWord + 1]);
    }
}
