package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import java.util.ArrayList;
import java.util.List;

/// The columns that hold a conversation: `instruction`, `answer`, `instruction_2`, `answer_2`...
final class Turns {
    static final String MESSAGES = "messages";
    static final String RAW = "raw_";
    static final String CUT = "cut";

    private Turns() {}

    static String instruction(int turn) {
        return numbered("instruction", turn);
    }

    static String answer(int turn) {
        return numbered("answer", turn);
    }

    private static String numbered(String column, int turn) {
        return turn == 1 ? column : column + "_" + turn;
    }

    /// The messages of the first turns.
    static List<Message> of(Sample sample, int turns) {
        List<Message> messages = new ArrayList<>();
        for (int turn = 1; turn <= turns; turn++) {
            messages.add(Message.user(sample.data().text(instruction(turn))));
            messages.add(Message.assistant(sample.data().text(answer(turn))));
        }
        return messages;
    }

    /// Notes that a column's text was cut by its token limit and kept all the same.
    static Sample markCut(Sample sample, String column) {
        List<Object> cut = new ArrayList<>();
        if (sample.data().value(CUT) instanceof List<?> columns) {
            cut.addAll(columns);
        }
        cut.add(column);
        return sample.with(CUT, cut);
    }
}
