package dev.seedbed.corpus;

/// An examination that remembers rows: a second way through them would find each a duplicate of itself.
abstract class UsedOnce<L> implements Examination<L> {
    private boolean used;

    /// Called before the first row.
    final void use() {
        if (used) {
            throw new IllegalStateException(
                    "the examination remembers the rows of an earlier use; make a new one for each");
        }
        used = true;
    }
}
