package dev.seedbed.text.contamination;

import java.util.Arrays;

/// The entries that a row may hold, and about where: those of whose rare words a stretch of the row, about as long as
/// the entry, holds enough.
///
/// For every entry there is a chain: the rare words of it that were met one soon after the other. It breaks where none
/// comes for the reach of the entry, and at three times that.
final class Shortlist {
    /// Of a chain: the last position, the first, its weight, its number among the candidates, and a set of words.
    private static final int LAST = 0;

    private static final int FIRST = 1;
    private static final int WEIGHT = 2;
    private static final int CANDIDATE = 3;
    private static final int LOW = 4;
    private static final int HIGH = 5;

    /// What the entry needs, beside it because they are read together.
    private static final int REACH = 6;

    private static final int NEEDED = 7;
    private static final int STRIDE = 8;
    private static final int LONGEST_REACH = 1 << 20;

    private final Postings postings;
    private final int[] reach;
    private final int[] chains;
    private final int widest;
    private int base;

    int[] entries = new int[64];
    int[] firsts = new int[64];
    int[] lasts = new int[64];

    /// Of the weight of the words that find the entry; of code, of which less is needed, somewhat more.
    double[] shares = new double[64];

    int count;

    Shortlist(Postings postings, int[] reach) {
        this.postings = postings;
        this.reach = reach;
        chains = new int[reach.length * STRIDE];
        widest = Arrays.stream(reach).max().orElse(0);
        forget();
    }

    /// How far apart two words of an entry of so many words may stand in a row.
    static int reach(int words) {
        return (int) Math.min(1.6 * words, LONGEST_REACH) + 8;
    }

    private void forget() {
        Arrays.fill(chains, 0);
        for (int entry = 0; entry < reach.length; entry++) {
            chains[entry * STRIDE + REACH] = reach[entry];
            chains[entry * STRIDE + NEEDED] = postings.needed[entry];
        }
        base = 4 * widest + 1;
    }

    /// Finds the candidates among the first `count` words of a row, in place of those it held.
    void read(int[] ids, int words) {
        count = 0;
        if (base > Integer.MAX_VALUE - words - 4 * widest) {
            forget();
        }
        int[] from = postings.from;
        for (int p = 0; p < words; p++) {
            int id = ids[p];
            if (id >= 0) {
                int end = from[id + 1];
                for (int i = from[id]; i < end; i++) {
                    met(postings.postings[i], postings.weight[id], base + p);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            int chain = entries[i] * STRIDE;
            if (chains[chain + CANDIDATE] == i + 1) {
                close(chain, i);
            }
            firsts[i] -= base;
            lasts[i] -= base;
        }
        base += words + 4 * widest;
    }

    private void met(int posting, int weight, int position) {
        int chain = (posting >>> 6) * STRIDE;
        int[] state = chains;
        int far = state[chain + REACH];
        if (position - state[chain + LAST] > far || position - state[chain + FIRST] > 3 * far) {
            if (state[chain + CANDIDATE] != 0) {
                close(chain, state[chain + CANDIDATE] - 1);
            }
            state[chain + FIRST] = position;
            state[chain + WEIGHT] = 0;
            state[chain + LOW] = 0;
            state[chain + HIGH] = 0;
        }
        state[chain + LAST] = position;
        int set = chain + LOW + (posting >>> 5 & 1);
        int bit = 1 << posting;
        if ((state[set] & bit) == 0) {
            state[set] |= bit;
            state[chain + WEIGHT] += weight;
            if (state[chain + CANDIDATE] == 0 && state[chain + WEIGHT] >= state[chain + NEEDED]) {
                open(chain);
            }
        }
    }

    private void open(int chain) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, count * 2);
            firsts = Arrays.copyOf(firsts, count * 2);
            lasts = Arrays.copyOf(lasts, count * 2);
            shares = Arrays.copyOf(shares, count * 2);
        }
        entries[count] = chain / STRIDE;
        firsts[count] = chains[chain + FIRST];
        chains[chain + CANDIDATE] = ++count;
    }

    private void close(int chain, int candidate) {
        lasts[candidate] = chains[chain + LAST];
        shares[candidate] = chains[chain + WEIGHT] / postings.whole[chain / STRIDE];
        chains[chain + CANDIDATE] = 0;
    }
}
