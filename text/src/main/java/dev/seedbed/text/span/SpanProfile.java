package dev.seedbed.text.span;

/// What [SpanIndex] needs to know of a text: the hashes of its words, where they stand, and its anchors. Made by a
/// [SpanProfiler]; belongs to the settings it was made for. Unchanging; may go from thread to thread. Takes about
/// 18 bytes a word.
public final class SpanProfile {
    /// Of each word.
    final long[] words;

    /// Start and end of each word by turns.
    final int[] edges;

    /// Of the text, in UTF-16 units.
    final int length;

    /// How many windows there are: a window is as many words as a span has at least.
    final int windows;

    /// The first words of the anchors, in order.
    final int[] anchors;

    /// What each anchor is known by.
    final long[] keys;

    /// Of each anchor, the last window that chose it. The first is the one behind that of the anchor before.
    final int[] lastWindows;

    SpanProfile(long[] words, int[] edges, int length, int windows, int[] anchors, long[] keys, int[] lastWindows) {
        this.words = words;
        this.edges = edges;
        this.length = length;
        this.windows = windows;
        this.anchors = anchors;
        this.keys = keys;
        this.lastWindows = lastWindows;
    }

    /// How many words the text has.
    public int words() {
        return words.length;
    }

    int firstWindow(int anchor) {
        return anchor == 0 ? 0 : lastWindows[anchor - 1] + 1;
    }
}
