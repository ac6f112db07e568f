package dev.seedbed.text.span;

import java.lang.foreign.MemorySegment;

/// The words of the text at hand; the place of a word is its number.
final class OwnWords implements KnownWords {
    private MemorySegment segment = MemorySegment.NULL;
    private int count;
    private int word;

    void read(long[] words) {
        segment = MemorySegment.ofArray(words);
        count = words.length;
    }

    @Override
    public void seek(long place) {
        word = (int) place;
    }

    @Override
    public MemorySegment segment() {
        return segment;
    }

    @Override
    public long first() {
        return 0;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int word() {
        return word;
    }
}
