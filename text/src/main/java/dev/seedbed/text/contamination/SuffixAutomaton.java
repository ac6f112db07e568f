package dev.seedbed.text.contamination;

import java.util.Arrays;

/// All runs of words of a text, as the smallest automaton that reads them (Blumer et al. 1985, "The smallest automaton
/// recognizing the subwords of a text"): says for each place of another text how long the longest run is that ends
/// there and stands anywhere in this one, in time in proportion to the words of both, however often they repeat.
///
/// Words are numbers from 0; negative ones stand nowhere. Made for one comparison.
final class SuffixAutomaton {
    private static final int NONE = -1;

    /// By state: its longest run, the state of the longest run's longest suffix that is another state, first edge.
    private int[] length = new int[64];

    private int[] link = new int[64];
    private int[] edges = new int[64];
    private int states;

    /// By edge: the word, the state it leads to, the next edge of the same state.
    private int[] word = new int[64];

    private int[] target = new int[64];
    private int[] next = new int[64];
    private int count;

    /// Edges by state and word, one more than their number; 0 is none.
    private int[] table = new int[256];

    private int[] owner = new int[64];
    private int last;

    SuffixAutomaton(int[] text, int from, int to) {
        last = state(0, NONE);
        for (int i = from; i < to; i++) {
            if (text[i] < 0) {
                // No run goes on across it.
                last = 0;
            } else {
                extend(text[i]);
            }
        }
    }

    private void extend(int symbol) {
        int known = find(last, symbol);
        if (known != NONE && length[target[known]] == length[last] + 1) {
            last = target[known];
            return;
        }
        if (known != NONE) {
            last = split(last, known, symbol);
            return;
        }
        int added = state(length[last] + 1, 0);
        int at = last;
        while (at != NONE && find(at, symbol) == NONE) {
            edge(at, symbol, added);
            at = link[at];
        }
        if (at != NONE) {
            int edge = find(at, symbol);
            link[added] = length[target[edge]] == length[at] + 1 ? target[edge] : split(at, edge, symbol);
        }
        last = added;
    }

    /// Gives the runs of an edge's target that are no longer than its own a state of their own.
    private int split(int from, int edge, int symbol) {
        int whole = target[edge];
        int part = state(length[from] + 1, link[whole]);
        for (int e = edges[whole]; e != NONE; e = next[e]) {
            edge(part, word[e], target[e]);
        }
        link[whole] = part;
        int at = from;
        int each = edge;
        while (at != NONE && each != NONE && target[each] == whole) {
            target[each] = part;
            at = link[at];
            each = at == NONE ? NONE : find(at, symbol);
        }
        return part;
    }

    /// Writes the length of the longest run that ends at each word of `text[from..to)`, from `lengths[0]` on.
    void longest(int[] text, int from, int to, int[] lengths) {
        int at = 0;
        int run = 0;
        for (int i = from; i < to; i++) {
            int edge = text[i] < 0 ? NONE : find(at, text[i]);
            while (edge == NONE && at != 0) {
                at = link[at];
                run = length[at];
                edge = text[i] < 0 ? NONE : find(at, text[i]);
            }
            at = edge == NONE ? 0 : target[edge];
            run = edge == NONE ? 0 : run + 1;
            lengths[i - from] = run;
        }
    }

    private int state(int longest, int suffix) {
        if (states == length.length) {
            length = Arrays.copyOf(length, states * 2);
            link = Arrays.copyOf(link, states * 2);
            edges = Arrays.copyOf(edges, states * 2);
        }
        length[states] = longest;
        link[states] = suffix;
        edges[states] = NONE;
        return states++;
    }

    private void edge(int from, int symbol, int to) {
        if (count == word.length) {
            word = Arrays.copyOf(word, count * 2);
            target = Arrays.copyOf(target, count * 2);
            next = Arrays.copyOf(next, count * 2);
            owner = Arrays.copyOf(owner, count * 2);
        }
        word[count] = symbol;
        target[count] = to;
        next[count] = edges[from];
        owner[count] = from;
        edges[from] = count++;
        if (count * 2 > table.length) {
            table = new int[table.length * 2];
            for (int e = 0; e < count; e++) {
                put(e);
            }
        } else {
            put(count - 1);
        }
    }

    private void put(int edge) {
        int slot = slot(owner[edge], word[edge]);
        while (table[slot] != 0) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = edge + 1;
    }

    private int find(int from, int symbol) {
        int slot = slot(from, symbol);
        while (table[slot] != 0) {
            int edge = table[slot] - 1;
            if (owner[edge] == from && word[edge] == symbol) {
                return edge;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return NONE;
    }

    private int slot(int from, int symbol) {
        return (int) RowWords.mix((long) from << 32 | symbol) & (table.length - 1);
    }
}
