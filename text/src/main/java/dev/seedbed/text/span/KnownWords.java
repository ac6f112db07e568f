package dev.seedbed.text.span;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Words that came before, by their places.
sealed interface KnownWords permits WordFile, OwnWords {
    ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    /// Goes to the text that has the word at this place.
    void seek(long place);

    /// Where the words of that text lie, and others.
    MemorySegment segment();

    /// The number of the first there.
    long first();

    /// How many words the text has.
    int count();

    /// Which of them has the place that was gone to.
    int word();
}
