package dev.seedbed.text.near;

/// Which shingles too many rows have, so that they count for nothing: the words of a template.
public sealed interface CommonShingles {
    /// No shingle is left out, however many rows have it.
    static CommonShingles none() {
        return new None();
    }

    /// Those that more rows have than this share of all that came so far, and than 20; counted as rows are
    /// admitted.
    static CommonShingles asRowsCome(double share) {
        return new AsRowsCome(share);
    }

    /// See [CommonShingles#none].
    record None() implements CommonShingles {}

    /// See [CommonShingles#asRowsCome].
    ///
    /// @param share above 0, at most 1
    record AsRowsCome(double share) implements CommonShingles {
        public AsRowsCome {
            checkShare(share);
        }
    }

    /// Those that stood in too many rows when they were counted, by [ShingleCounts#common]. Thread-safe.
    final class Counted implements CommonShingles {
        private final ShingleCounts counts;
        private final int limit;

        Counted(ShingleCounts counts, int limit) {
            this.counts = counts;
            this.limit = limit;
        }

        boolean isCommon(long shingle) {
            return counts.isAbove(limit, shingle);
        }

        /// The most rows that a shingle may stand in without being common.
        public int limit() {
            return limit;
        }
    }

    private static void checkShare(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of rows is " + share + ", but must be above 0 and at most 1");
        }
    }
}
