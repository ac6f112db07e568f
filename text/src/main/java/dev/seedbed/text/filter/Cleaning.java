package dev.seedbed.text.filter;

import java.util.List;

/// Drops lines of a text, and counts what it met on the way. Immutable; what it finds goes into a [CleanedText].
interface Cleaning {
    /// The bounds by which lines stay, under names of their own.
    List<Rule> rules();

    /// This with another bound for one of its rules.
    Cleaning with(String rule, double bound);

    /// Reads `chars[from..to)`, whose lines end there, and writes what is left of it.
    void clean(char[] chars, int from, int to, LineEnds ends, CleanedText into);
}
