package dev.seedbed.pipeline.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody may have meant.
public final class Nearest {
    private Nearest() {}

    /// The name nearest to a wrong one; empty if none is near. Of several equally near, the first in the
    /// alphabet.
    public static Optional<String> to(String wrong, Collection<String> names) {
        int farthest = Math.max(1, wrong.length() / 3);
        return names.stream()
                .filter(name -> distance(wrong, name) <= farthest || isPartOf(wrong, name))
                .min(Comparator.<String>comparingInt(name -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// `; did you mean 'x'?`, or nothing.
    public static String hint(String wrong, Collection<String> names) {
        return to(wrong, names).map(name -> "; did you mean `" + name + "`?").orElse("");
    }

    private static boolean isPartOf(String wrong, String name) {
        return wrong.length() >= 4 && name.contains(wrong.toLowerCase(Locale.ROOT));
    }

    /// The least number of letters put in, left out, replaced or swapped with their neighbour (optimal string
    /// alignment), where case, `-` and `_` make no difference.
    private static int distance(String left, String right) {
        String a = plain(left);
        String b = plain(right);
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
