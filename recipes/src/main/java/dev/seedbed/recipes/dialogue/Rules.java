package dev.seedbed.recipes.dialogue;

import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.text.Courtesy;
import dev.seedbed.text.Finding;
import dev.seedbed.text.Turn;
import dev.seedbed.text.TurnDefects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When a conversation ends, and which turns may stand in it.
///
/// @param minimum the fewest rounds it may have
/// @param maximum the most: one message of each party is a round
/// @param done the text by which either party says that it has nothing more; none if empty
/// @param defects that no turn may have
/// @param removesCourtesy whether turns of the user lose the thanks in front, and thanks alone end the
///     conversation
/// @param gates what else no turn may be, in this order
record Rules(
        int minimum, int maximum, String done, TurnDefects defects, boolean removesCourtesy, List<TurnGate> gates) {
    Rules {
        gates = List.copyOf(gates);
    }

    /// A rule about a turn, given those before it.
    @FunctionalInterface
    interface TurnGate {
        Reading<Turn> judge(List<Said> before, Turn turn);
    }

    Rules rounds(int newMinimum, int newMaximum) {
        return new Rules(newMinimum, newMaximum, done, defects, removesCourtesy, gates);
    }

    Rules endingAt(String newDone) {
        return new Rules(minimum, maximum, newDone, defects, removesCourtesy, gates);
    }

    Rules and(TurnGate gate) {
        List<TurnGate> more = new ArrayList<>(gates);
        more.add(gate);
        return new Rules(minimum, maximum, done, defects, removesCourtesy, more);
    }

    boolean isDone(Turn turn) {
        return !done.isEmpty() && turn.text().contains(done);
    }

    /// Whether the user has said its last word.
    boolean isFarewell(Turn turn) {
        return removesCourtesy && turn.party() == Turn.Party.USER && Courtesy.only(turn.text());
    }

    /// The turn as it may stand behind the others, or what is wrong with it.
    Reading<Turn> judge(List<Said> before, Turn said) {
        boolean courteous = removesCourtesy && said.party() == Turn.Party.USER;
        Turn turn = courteous ? new Turn(said.party(), Courtesy.withoutLead(said.text())) : said;
        if (isDone(turn)) {
            return Reading.found(turn);
        }
        List<Turn> turns = new ArrayList<>(before.stream().map(Said::turn).toList());
        turns.add(turn);
        Optional<Finding> finding = defects.find(turns, turns.size() - 1);
        if (finding.isPresent()) {
            return Reading.unusable(finding.get().code(), finding.get().explanation(), said.text());
        }
        Reading<Turn> reading = Reading.found(turn);
        for (TurnGate gate : gates) {
            if (reading instanceof Reading.Found<Turn>(Turn kept)) {
                reading = gate.judge(before, kept);
            }
        }
        return reading;
    }
}
