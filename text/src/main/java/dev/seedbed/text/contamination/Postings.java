package dev.seedbed.text.contamination;

import java.util.Arrays;

/// By word, the entries for which it is one of the words that find them.
///
/// Those are an entry's rarest words, at most 64, so that a set of them is the bits of a `long`: all that stand in few
/// texts, and the rarest few in any case. So the words that stand in many items cost a row nothing. Code has a smaller
/// vocabulary, so more of it is needed to find it again.
///
/// Where the rarest words of many items are the same (`What is 17 + 25?`), those that more than [#CROWD] items want are
/// left out, the commonest first, as long as all that are left out weigh a small part of what is needed; the need falls
/// by their weight. So a row that would have been a candidate still is one (the prefix filter of Chaudhuri, Ganti and
/// Kaushik 2006, by weight).
final class Postings {
    private static final int MOST = Long.SIZE;
    /// A word of prose finds its entry if its commonness is not above this, or is one of this many rarest.
    private static final int COMMON = 26;

    private static final int LEAST = 4;

    /// The same for code.
    private static final int COMMON_IN_CODE = 98;

    private static final int LEAST_OF_CODE = 8;

    /// So many items may want a word before it is left out where others can do its work.
    private static final int CROWD = 32;

    /// Of the weight that is needed, one part in so many may be left out.
    private static final int CROWDS_SHARE = 8;

    /// Of these weights a row must hold this share to be compared with the item.
    private static final double SHARE = 0.28;

    private static final double SHARE_OF_CODE = 0.25;

    /// How often the weight of a word goes into a whole number.
    private static final double FINENESS = 1000;

    /// By word: where its postings begin; one more at the end.
    final int[] from;

    /// Entry and bit of each posting: `entry << 6 | bit`.
    final int[] postings;

    /// By word: its weight.
    final int[] weight;

    /// By entry: the weight from which it is looked at.
    final int[] needed;

    /// By entry: the weight of all words that find it, as if it were prose.
    final double[] whole;

    Postings(Entries entries) {
        weight = Arrays.stream(entries.weight)
                .mapToInt(value -> (int) Math.round(value * FINENESS))
                .toArray();
        needed = new int[entries.size()];
        whole = new double[entries.size()];
        int[][] finding = new int[entries.size()][];
        int[] wanting = new int[weight.length];
        for (int entry = 0; entry < finding.length; entry++) {
            boolean looked = entries.total[entry] >= TestItems.LEAST_WEIGHT && !entries.repeated[entry];
            finding[entry] = looked ? finding(entries, entry) : new int[0];
            for (int word : finding[entry]) {
                wanting[word]++;
            }
        }
        from = new int[weight.length + 1];
        for (int entry = 0; entry < finding.length; entry++) {
            int all = Arrays.stream(finding[entry]).map(word -> weight[word]).sum();
            double share = entries.isCode(entry) ? SHARE_OF_CODE : SHARE;
            int least = Math.max(1, (int) Math.ceil(all * share));
            finding[entry] = withoutCrowds(finding[entry], wanting, least);
            int left = 0;
            for (int word : finding[entry]) {
                from[word + 1]++;
                left += weight[word];
            }
            needed[entry] = Math.max(1, least - (all - left));
            whole[entry] = Math.max(1, left * share / SHARE);
        }
        Arrays.parallelPrefix(from, Integer::sum);
        postings = new int[from[weight.length]];
        int[] next = from.clone();
        for (int entry = 0; entry < finding.length; entry++) {
            for (int bit = 0; bit < finding[entry].length; bit++) {
                postings[next[finding[entry][bit]]++] = entry << 6 | bit;
            }
        }
    }

    private static int[] finding(Entries entries, int entry) {
        int[] rarest = Arrays.stream(entries.distinct[entry])
                .boxed()
                .sorted((a, b) -> Double.compare(entries.weight[b], entries.weight[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean code = entries.isCode(entry);
        int common = code ? COMMON_IN_CODE : COMMON;
        int least = code ? LEAST_OF_CODE : LEAST;
        int count = 0;
        while (count < rarest.length
                && count < MOST
                && (count < least || entries.commonness(rarest[count]) <= common)) {
            count++;
        }
        return Arrays.copyOf(rarest, count);
    }

    /// The words in their order, from the rarest on, without crowded ones that together weigh less than is needed.
    private int[] withoutCrowds(int[] words, int[] wanting, int least) {
        int count = words.length;
        int left = least / CROWDS_SHARE;
        int[] kept = words.clone();
        for (int i = words.length - 1; i >= 0; i--) {
            if (wanting[words[i]] > CROWD && weight[words[i]] <= left) {
                left -= weight[words[i]];
                System.arraycopy(kept, i + 1, kept, i, count - i - 1);
                count--;
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
