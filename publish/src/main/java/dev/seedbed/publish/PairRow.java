package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A row that says what is better and what is worse for the same prompt, checked. It may be written as
///
/// - `prompt`, `chosen` and `rejected`: texts, or lists of messages, the sides with the assistant's turns only;
/// - `chosen` and `rejected` alone, as whole conversations that begin with the same prompt: lists of messages, or
///   transcripts with `\n\nHuman: ` and `\n\nAssistant: ` as those of hh-rlhf.
///
/// Refused are an empty side, two sides that are the same but for the white space around them, a prompt that does
/// not end with the user, and two conversations that do not share their prompt.
///
/// @param prompt ends with the user
/// @param chosen the assistant's turn
/// @param rejected the assistant's turn
record PairRow(List<Data> prompt, Data chosen, Data rejected) {
    static final Parameter<String> PROMPT = Parameter.column(
            "prompt",
            "The column with the prompt; `prompt` if left out. Without such a column `chosen` and `rejected` must"
                    + " hold whole conversations.");
    static final Parameter<String> CHOSEN =
            Parameter.column("chosen", "The column with the better answer; `chosen` if left out.");
    static final Parameter<String> REJECTED =
            Parameter.column("rejected", "The column with the worse answer; `rejected` if left out.");

    private static final Pattern SPEAKER = Pattern.compile("\\n\\n(Human|Assistant):[ ]?");

    static PairRow of(Data row, Settings settings) throws RefusedRowException {
        String prompt = settings.find(PROMPT).orElse("prompt");
        String chosen = settings.find(CHOSEN).orElse("chosen");
        String rejected = settings.find(REJECTED).orElse("rejected");
        if (settings.find(PROMPT).isPresent() || row.has(prompt)) {
            return checked(
                    Turns.of(row, prompt, "user"),
                    answer(row, chosen),
                    answer(row, rejected),
                    "column '" + prompt + "'");
        }
        List<Data> better = conversation(row, chosen);
        List<Data> worse = conversation(row, rejected);
        List<Data> shared = better.subList(0, better.size() - 1);
        if (!shared.equals(worse.subList(0, worse.size() - 1))) {
            throw new RefusedRowException("the conversations in '" + chosen + "' and '" + rejected
                    + "' do not share their prompt: all turns before the last must be the same");
        }
        return checked(shared, better.getLast(), worse.getLast(), "the prompt of '" + chosen + "'");
    }

    /// Prompt and a side together.
    List<Data> conversation(Data side) {
        List<Data> all = new ArrayList<>(prompt);
        all.add(side);
        return all;
    }

    /// The prompt as a text, for the plain form; refused if it has more than one turn.
    String promptText() throws RefusedRowException {
        if (prompt.size() > 1) {
            throw new RefusedRowException("the prompt has " + prompt.size()
                    + " turns, which the plain form cannot hold; use `form: conversational`");
        }
        return Turns.content(prompt.getFirst());
    }

    private static PairRow checked(List<Data> prompt, Data chosen, Data rejected, String where)
            throws RefusedRowException {
        checkPrompt(prompt, where);
        if (Turns.content(chosen).isBlank() || Turns.content(rejected).isBlank()) {
            throw new RefusedRowException(
                    "the " + (Turns.content(chosen).isBlank() ? "chosen" : "rejected") + " side is empty");
        }
        if (Turns.content(chosen).strip().equals(Turns.content(rejected).strip())) {
            throw new RefusedRowException("the chosen and the rejected side are the same");
        }
        return new PairRow(prompt, chosen, rejected);
    }

    static void checkPrompt(List<Data> prompt, String where) throws RefusedRowException {
        if (prompt.isEmpty() || !Turns.role(prompt.getLast()).equals("user")) {
            throw new RefusedRowException(where + " does not end with the user");
        }
        for (Data turn : prompt) {
            if (Turns.content(turn).isBlank()) {
                throw new RefusedRowException(where + " has an empty turn");
            }
        }
    }

    private static Data answer(Data row, String column) throws RefusedRowException {
        List<Data> turns = Turns.of(row, column, "assistant");
        if (turns.size() != 1 || !Turns.role(turns.getFirst()).equals("assistant")) {
            throw new RefusedRowException("column '" + column + "' must hold one turn of the assistant beside a prompt,"
                    + " but holds " + turns.stream().map(Turns::role).toList());
        }
        return turns.getFirst();
    }

    private static List<Data> conversation(Data row, String column) throws RefusedRowException {
        @Nullable Object value = row.value(column);
        List<Data> turns = value instanceof String text
                ? transcript(text)
                        .orElseThrow(() -> new RefusedRowException("there is no prompt, and column '" + column
                                + "' is no conversation: a list of messages, or a text with 'Human:' and 'Assistant:'"))
                : Turns.of(row, column, "assistant");
        if (turns.isEmpty() || !Turns.role(turns.getLast()).equals("assistant")) {
            throw new RefusedRowException("the conversation in '" + column + "' does not end with the assistant");
        }
        return turns;
    }

    private static Optional<List<Data>> transcript(String text) {
        Matcher speaker = SPEAKER.matcher(text);
        List<Data> turns = new ArrayList<>();
        int begin = -1;
        String role = "";
        while (speaker.find()) {
            if (begin < 0 && speaker.start() > 0) {
                return Optional.empty();
            }
            if (begin >= 0) {
                turns.add(
                        Turns.turn(role, text.substring(begin, speaker.start()).strip()));
            }
            role = speaker.group(1).equals("Human") ? "user" : "assistant";
            begin = speaker.end();
        }
        if (begin < 0) {
            return Optional.empty();
        }
        turns.add(Turns.turn(role, text.substring(begin).strip()));
        return Optional.of(turns);
    }
}
