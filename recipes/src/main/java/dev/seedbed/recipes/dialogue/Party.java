package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.text.Turn;
import java.util.List;
import java.util.function.Function;

/// One of the two who talk.
interface Party {
    /// Who it is, in the column `roles`: `user`, `Accountant`, `teacher`...
    String name();

    /// Says its next turn, and says it anew while it cannot be taken.
    ///
    /// @param number of its first question; it may use the 100 from there on
    /// @param check what is wrong with a turn, if anything
    Reading<Said> speak(Work work, List<Said> before, int number, Function<Turn, Reading<Turn>> check)
            throws InterruptedException;
}
