package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Cuts long conversations between rounds, as `split_long.py` of UltraChat does: each piece is filled with as
/// many
/// rounds
/// as fit. A turn takes 6 tokens and those of its text, of which there is taken to be one in four characters:
/// no
/// tokenizer is asked, so that the pieces are the same whichever model will be trained.
record SplitStep(String name, int limit) implements Transformer {
    private static final int OF_A_TURN = 6;
    private static final int CHARACTERS_OF_A_TOKEN = 4;

    @Override
    public Outcome apply(Sample sample, Work work) {
        List<List<Object>> pieces = new ArrayList<>();
        List<Object> messages = messages(sample);
        int filled = limit + 1;
        for (int i = 0; i + 1 < messages.size(); i += 2) {
            int round = tokens(messages.get(i)) + tokens(messages.get(i + 1));
            if (round > limit) {
                return Outcome.rejected(tooLong(i / 2, round));
            }
            if (filled + round > limit) {
                pieces.add(new ArrayList<>());
                filled = 0;
            }
            pieces.getLast().addAll(messages.subList(i, i + 2));
            filled += round;
        }
        return pieces.size() == 1
                ? Outcome.passed(sample.with(part(sample.data(), pieces.getFirst(), 0)))
                : Outcome.became(children(sample, pieces));
    }

    private static List<Object> messages(Sample sample) {
        return sample.data().value(Dialogue.MESSAGES) instanceof List<?> list ? List.copyOf(list) : List.of();
    }

    private List<Sample> children(Sample sample, List<List<Object>> pieces) {
        List<Data> parts = new ArrayList<>();
        for (List<Object> piece : pieces) {
            parts.add(part(sample.data(), piece, parts.size()));
        }
        return sample.children(name, parts);
    }

    private static Data part(Data data, List<Object> piece, int number) {
        return data.with(Dialogue.MESSAGES, piece)
                .with(Dialogue.ROUNDS, piece.size() / 2)
                .with("part", number);
    }

    private Rejection tooLong(int round, int tokens) {
        return new Rejection(
                "round-too-long",
                "round " + (round + 1) + " alone has about " + tokens + " tokens, and " + limit + " fit into a row",
                Data.of("round", round + 1).with("tokens", tokens).with("maximum", limit));
    }

    static int tokens(Object message) {
        String text = message instanceof Map<?, ?> turn ? String.valueOf(turn.get("content")) : "";
        int characters = text.codePointCount(0, text.length());
        return (characters + CHARACTERS_OF_A_TOKEN - 1) / CHARACTERS_OF_A_TOKEN + OF_A_TURN;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of("part"));
    }
}
