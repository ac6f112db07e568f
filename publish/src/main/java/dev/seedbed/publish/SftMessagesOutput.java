package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Output;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Conversations as TRL, Axolotl, LLaMA-Factory and Unsloth read them: `sft-messages.jsonl`, a line
/// `{"messages":[{"role":"user","content":"..."},...]}` for each row.
///
/// A trainer takes a message without content for an empty one and trains on it, so a row that has one is
/// refused, and with it the file: the message names the rows, and what to do.
final class SftMessagesOutput implements Output {
    static final Parameter<String> INSTRUCTION = Parameter.column(
            "instruction",
            "The column with the user's turn; `instruction` if left out. Not used if `messages` is given.");
    static final Parameter<String> ANSWER = Parameter.column(
            "answer", "The column with the assistant's turn; `answer` if left out. Not used if `messages` is given.");
    static final Parameter<String> INPUT = Parameter.column(
            "input",
            "A column that follows the instruction in the user's turn, after an empty line, where it is filled.");
    static final Parameter<String> SYSTEM =
            Parameter.column("system", "A column with the system's turn, for the rows where it is filled.");
    static final Parameter<String> MESSAGES = Parameter.column(
            "messages", "A column that holds the whole conversation, as a list of objects with `role` and `content`.");

    private static final int MOST_PROBLEMS_SHOWN = 5;
    private static final Set<String> MESSAGE_FIELDS = Set.of("role", "content");

    private final Settings settings;

    SftMessagesOutput(Settings settings) {
        this.settings = settings;
    }

    /// A row that cannot be written.
    private static final class RefusedException extends Exception {
        RefusedException(String message) {
            super(message);
        }
    }

    @Override
    public List<Path> write(FinishedRun run) throws IOException {
        Path target = run.directory().resolve("sft-messages.jsonl");
        List<String> problems = new ArrayList<>();
        return List.of(WholeFile.writeText(target, out -> {
            long[] refused = new long[1];
            Rows.forEach(run.dataset(), (line, row) -> {
                try {
                    out.write(Json.write(Map.of("messages", conversation(row))));
                    out.write('\n');
                } catch (RefusedException e) {
                    if (refused[0]++ < MOST_PROBLEMS_SHOWN) {
                        problems.add("row " + line + " (" + Rows.ID + " "
                                + row.textIfPresent(Rows.ID).orElse("none") + "): " + e.getMessage());
                    }
                }
            });
            if (refused[0] > 0) {
                throw refusal(problems, refused[0]);
            }
        }));
    }

    private static SeedbedException refusal(List<String> problems, long refused) {
        String more = refused > problems.size() ? "\n... and " + (refused - problems.size()) + " more" : "";
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "The output sft-messages was not written, since a trainer would learn from what is wrong with "
                        + refused + (refused == 1 ? " row:\n" : " rows:\n") + String.join("\n", problems) + more
                        + "\nReject such rows in the pipeline, as with `- keep: \"answer != ''\"`, or name other columns "
                        + "under `sft-messages`.");
    }

    private List<Map<String, String>> conversation(Data row) throws RefusedException {
        Optional<String> messages = settings.find(MESSAGES);
        return messages.isPresent() ? checked(row, messages.get()) : assembled(row);
    }

    private List<Map<String, String>> assembled(Data row) throws RefusedException {
        List<Map<String, String>> turns = new ArrayList<>();
        Optional<String> system = optional(row, SYSTEM);
        system.ifPresent(content -> turns.add(turn("system", content)));
        String instruction = filled(row, settings.find(INSTRUCTION).orElse("instruction"));
        turns.add(turn(
                "user",
                optional(row, INPUT).map(input -> instruction + "\n\n" + input).orElse(instruction)));
        turns.add(turn("assistant", filled(row, settings.find(ANSWER).orElse("answer"))));
        return turns;
    }

    private Optional<String> optional(Data row, Parameter<String> parameter) throws RefusedException {
        Optional<String> column = settings.find(parameter);
        if (column.isEmpty() || row.value(column.get()) == null) {
            return Optional.empty();
        }
        return Optional.of(text(row, column.get())).filter(content -> !content.isBlank());
    }

    private static String filled(Data row, String column) throws RefusedException {
        if (!row.has(column)) {
            throw new RefusedException("there is no column '" + column + "'; the row has " + row.columns());
        }
        String content = text(row, column);
        if (content.isBlank()) {
            throw new RefusedException("column '" + column + "' is empty");
        }
        return content;
    }

    private static String text(Data row, String column) throws RefusedException {
        if (row.value(column) instanceof String content) {
            return content;
        }
        throw new RefusedException("column '" + column + "' holds " + Json.kind(row.value(column)) + ", not a text");
    }

    private static List<Map<String, String>> checked(Data row, String column) throws RefusedException {
        if (!(row.value(column) instanceof List<?> messages)) {
            throw new RefusedException(
                    "column '" + column + "' holds " + Json.kind(row.value(column)) + ", not a list of messages");
        }
        List<Map<String, String>> turns = new ArrayList<>();
        String expected = "user";
        for (Object message : messages) {
            String where = "message " + (turns.size() + 1) + " of column '" + column + "' ";
            Map<String, String> turn = checkedTurn(message, where);
            String role = turn.getOrDefault("role", "");
            boolean leads = turns.isEmpty() && role.equals("system");
            if (!leads && !role.equals(expected)) {
                throw new RefusedException(where + "has the role '" + role + "' where '" + expected + "' is due");
            }
            if (!leads) {
                expected = role.equals("user") ? "assistant" : "user";
            }
            turns.add(turn);
        }
        if (turns.isEmpty() || !"assistant".equals(turns.getLast().get("role"))) {
            throw new RefusedException("the conversation in column '" + column + "' does not end with the assistant");
        }
        return turns;
    }

    private static Map<String, String> checkedTurn(Object message, String where) throws RefusedException {
        if (!(message instanceof Map<?, ?> fields)) {
            throw new RefusedException(where + "is " + Json.kind(message) + ", not an object");
        }
        if (!MESSAGE_FIELDS.equals(fields.keySet())) {
            throw new RefusedException(
                    where + "has the fields " + fields.keySet() + ", but must have `role` and `content` and no others");
        }
        if (!(fields.get("content") instanceof String content) || content.isBlank()) {
            throw new RefusedException(where + "has no content");
        }
        return turn(String.valueOf(fields.get("role")), content);
    }

    private static Map<String, String> turn(String role, String content) {
        Map<String, String> turn = new LinkedHashMap<>();
        turn.put("role", role);
        turn.put("content", content);
        return turn;
    }
}
