package dev.seedbed.text.filter;

/// Measures of runs of words that are there more than once. "Fraction of characters in duplicate n-grams" is one
/// line in the paper on Gopher (Rae et al., 2021, table A1) and a different number in each of the programs.
final class GramMeasures {
    private GramMeasures() {}

    /// The most frequent run and its copies, for each character of the text: the run's words with single spaces
    /// between, times its copies, even if it is there once. Of equally frequent runs, the first. (datatrove)
    static Measure topWithSpaces(WordKind kind, int size) {
        return scan -> {
            Grams grams = scan.grams(kind);
            if (grams.runs(size) == 0) {
                return 0;
            }
            Groups groups = grams.grouped(size);
            int top = mostFrequent(groups);
            long length = grams.lengthOf(groups.first[top], size) + size - 1;
            return Measure.share(
                    (double) length * groups.times[top], scan.characters().codePoints());
        };
    }

    /// The same without spaces, for each character of words. (dolma)
    static Measure topOfWords(WordKind kind, int size) {
        return scan -> {
            Grams grams = scan.grams(kind);
            if (grams.runs(size) == 0) {
                return 0;
            }
            Groups groups = grams.grouped(size);
            int top = mostFrequent(groups);
            double length = (double) grams.lengthOf(groups.first[top], size) * groups.times[top];
            return length / Math.max(allWords(scan.words(kind)), 1);
        };
    }

    /// What the text loses if the most frequent run, written with single spaces, is taken out wherever it is
    /// written like that, for each character of the text. Of equally frequent runs, the first. (NeMo Curator)
    static Measure topTakenOut(WordKind kind, int size) {
        return scan -> {
            Grams grams = scan.grams(kind);
            if (grams.runs(size) == 0) {
                return 1;
            }
            Groups groups = grams.grouped(size);
            int run = groups.first[mostFrequent(groups)];
            long found = Needles.count(scan.words(kind), scan.chars(), run, size);
            long length = grams.lengthOf(run, size) + size - 1;
            return Measure.share((double) found * length, scan.characters().codePoints());
        };
    }

    /// The words that copies of the most frequent run cover, each word once, for each character of words. Of equally
    /// frequent runs, the longest, and of these the first; a run must be there twice. (datamap-rs, and the paper)
    static Measure topCovered(WordKind kind, int size) {
        return scan -> {
            Grams grams = scan.grams(kind);
            if (grams.runs(size) < 2) {
                return 0;
            }
            Groups groups = grams.grouped(size);
            int top = -1;
            long longest = 0;
            for (int i = 0; i < groups.count; i++) {
                if (groups.times[i] < 2 || (top >= 0 && groups.times[i] < groups.times[top])) {
                    continue;
                }
                long length = grams.lengthOf(groups.first[i], size);
                if (top < 0 || groups.times[i] > groups.times[top] || length > longest) {
                    top = i;
                    longest = length;
                }
            }
            return top < 0 ? 0 : covered(scan.words(kind), groups, grams.runs(size), size, top);
        };
    }

    /// The words that runs cover which are there more than once, each word once, for each character of words.
    static Measure duplicatesCovered(WordKind kind, int size) {
        return scan -> {
            Grams grams = scan.grams(kind);
            if (grams.runs(size) < 2) {
                return 0;
            }
            Groups groups = grams.grouped(size);
            return groups.copies == 0 ? 0 : covered(scan.words(kind), groups, grams.runs(size), size, -1);
        };
    }

    private static double covered(Tokens words, Groups groups, int runs, int size, int only) {
        long length = 0;
        int next = 0;
        for (int i = 0; i < runs; i++) {
            int group = groups.of[i];
            if (only < 0 ? groups.times[group] > 1 : group == only) {
                for (int word = Math.max(next, i); word < i + size; word++) {
                    length += words.lengths[word];
                }
                next = i + size;
            }
        }
        return Measure.share((double) length, (double) allWords(words));
    }

    /// A walk that jumps behind each run it has met before, and adds up their words, for each character of the
    /// text. Runs count as equal if their words joined without spaces are. (datatrove)
    static Measure duplicatesSkipped(WordKind kind, int size) {
        return scan -> {
            Grams grams = scan.grams(kind);
            int runs = grams.runs(size);
            if (runs < 2) {
                return 0;
            }
            Groups groups = grams.groupedJoined(scan.chars(), size);
            if (groups.copies == 0) {
                return 0;
            }
            grams.beginVisit(groups.count);
            long length = 0;
            int i = 0;
            while (i < runs) {
                if (groups.of[i] == Groups.ALONE || grams.visit(groups.of[i])) {
                    i++;
                } else {
                    length += grams.lengthOf(i, size);
                    i += size;
                }
            }
            return Measure.share((double) length, scan.characters().codePoints());
        };
    }

    /// All copies of runs that are there more than once, for each character of all runs: overlapping runs count
    /// each for itself. (dolma)
    static Measure duplicatesOfRuns(WordKind kind, int size) {
        return scan -> {
            Grams grams = scan.grams(kind);
            int runs = grams.runs(size);
            if (runs == 0) {
                return 0;
            }
            Groups groups = grams.grouped(size);
            if (groups.copies == 0) {
                return 0;
            }
            int[] lengths = scan.words(kind).lengths;
            long own = grams.lengthOf(0, size);
            long all = 0;
            long copies = 0;
            for (int i = 0; i < runs; i++) {
                all += own;
                copies += groups.timesOf(i) > 1 ? own : 0;
                own += i + size < runs + size - 1 ? lengths[i + size] - lengths[i] : 0;
            }
            return copies / (double) Math.max(all, 1);
        };
    }

    /// Second and later copies of runs without what an earlier one of them covers, and the spaces inside, for each
    /// character of the text. (NeMo Curator)
    static Measure laterDuplicatesWithSpaces(WordKind kind, int size) {
        return scan -> {
            Grams grams = scan.grams(kind);
            int runs = grams.runs(size);
            if (runs == 0) {
                return 1;
            }
            Groups groups = grams.grouped(size);
            if (groups.copies == 0) {
                return 0;
            }
            int[] lengths = scan.words(kind).lengths;
            long length = 0;
            int overlap = 0;
            for (int i = 0; i < runs; i++) {
                if (!groups.isFirst(i)) {
                    for (int word = i + overlap; word < i + size; word++) {
                        length += lengths[word];
                    }
                    length += Math.min(size - overlap, size - 1);
                    overlap = size;
                }
                overlap = Math.max(overlap - 1, 0);
            }
            return Measure.share((double) length, scan.characters().codePoints());
        };
    }

    private static int mostFrequent(Groups groups) {
        int top = 0;
        for (int i = 1; i < groups.count; i++) {
            if (groups.times[i] > groups.times[top]) {
                top = i;
            }
        }
        return top;
    }

    private static long allWords(Tokens words) {
        long length = 0;
        for (int i = 0; i < words.count; i++) {
            length += words.lengths[i];
        }
        return length;
    }
}
