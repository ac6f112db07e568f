package dev.seedbed.corpus;

/// Another text in place of some of a row's.
///
/// @param from where the part begins that goes, counted in characters from the beginning of the row's text
/// @param to where it ends, exclusive; equal to `from` if nothing goes
/// @param text what stands there instead
public record Edit(int from, int to, String text) {
    public Edit {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("an edit from " + from + " to " + to);
        }
    }
}
