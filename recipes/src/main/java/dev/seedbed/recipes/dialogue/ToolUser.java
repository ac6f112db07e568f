package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.text.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An assistant that answers by calls of tools until it has something to say. Every turn is JSON that is
/// checked
/// against
/// the tools' schemas; the results come from a model that plays the tools.
///
/// @param asked who answers
/// @param brief its system message, with the tools
/// @param replies holds it to the schema of a turn
/// @param plays asks the model that plays the tools
/// @param most calls before it must say something
record ToolUser(Question asked, String brief, JsonReplies replies, Question plays, List<Tool> tools, int most)
        implements Party {

    /// A call that the model wrote.
    private record Call(Tool tool, Object arguments) {}

    @Override
    public String name() {
        return "assistant";
    }

    @Override
    public Reading<Said> speak(Work work, List<Said> before, int number, Function<Turn, Reading<Turn>> check)
            throws InterruptedException {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i <= most; i++) {
            Ask ask = Ask.of(asked.model(), Request.chat(messages(before, steps), asked.sampling()))
                    .with(asked.prompt().reference())
                    .number(number + 2 * i);
            switch (replies.ask(work, ask)) {
                case JsonReplies.Invalid invalid -> {
                    return new Reading.Unusable<>(named(invalid));
                }
                case JsonReplies.Value value -> {
                    Map<?, ?> turn =
                            (Map<?, ?>) Objects.requireNonNull(value.object().value("turn"));
                    if (turn.get("say") instanceof String text) {
                        return said(text, steps, check);
                    }
                    Optional<Rejection> failed = call(work, called(turn), steps, number + 2 * i + 1);
                    if (failed.isPresent()) {
                        return new Reading.Unusable<>(failed.get());
                    }
                }
            }
        }
        return Reading.unusable(
                "too-many-calls", "the assistant had nothing to say after " + most + " calls", Json.write(steps));
    }

    private static Reading<Said> said(
            String text, List<Map<String, Object>> steps, Function<Turn, Reading<Turn>> check) {
        return switch (check.apply(Turn.assistant(text.strip()))) {
            case Reading.Found<Turn> found -> Reading.found(new Said(found.value(), text, List.copyOf(steps)));
            case Reading.Unusable<Turn> unusable -> new Reading.Unusable<>(unusable.rejection());
        };
    }

    private Call called(Map<?, ?> turn) {
        Tool tool = tools.stream()
                .filter(each -> each.name().equals(turn.get("tool")))
                .findFirst()
                .orElseThrow();
        return new Call(tool, Objects.requireNonNull(turn.get("arguments")));
    }

    /// Has the tool played, and notes the call and its result.
    private Optional<Rejection> call(Work work, Call call, List<Map<String, Object>> steps, int number)
            throws InterruptedException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", call.tool().name());
        values.put("description", call.tool().description());
        values.put("result", call.tool().result());
        values.put("arguments", Json.write(call.arguments()));
        Ask ask = Ask.of(
                        plays.model(),
                        Request.chat(List.of(Message.user(plays.prompt().render(values))), plays.sampling()))
                .with(plays.prompt().reference())
                .number(number);
        return switch (plays.put(work, ask, Reading.text())) {
            case Reading.Unusable<String> unusable -> Optional.of(unusable.rejection());
            case Reading.Found<String> result -> {
                Map<String, Object> function = new LinkedHashMap<>();
                function.put("name", call.tool().name());
                function.put("arguments", call.arguments());
                Map<String, Object> asking = new LinkedHashMap<>();
                asking.put("role", "assistant");
                asking.put("content", "");
                asking.put("tool_calls", List.of(Tool.asFunction(function)));
                Map<String, Object> answering = new LinkedHashMap<>();
                answering.put("role", "tool");
                answering.put("name", call.tool().name());
                answering.put("content", result.value());
                steps.add(asking);
                steps.add(answering);
                yield Optional.empty();
            }
        };
    }

    private static Rejection named(JsonReplies.Invalid invalid) {
        Rejection why = invalid.rejection();
        return switch (why.reason()) {
            case "invalid-json", "schema-mismatch" ->
                new Rejection(
                        "invalid-call",
                        "the assistant neither said something nor called a known tool with valid arguments: "
                                + why.explanation(),
                        why.evidence());
            default -> why;
        };
    }

    /// The conversation as the model sees it: its turns as the JSON that is wanted of it, results as the user's
    /// messages.
    private List<Message> messages(List<Said> before, List<Map<String, Object>> steps) {
        List<Message> messages = new ArrayList<>(List.of(Message.system(brief)));
        for (Said said : before) {
            said.before().forEach(step -> messages.add(shown(step)));
            String text = said.turn().text();
            messages.add(
                    said.turn().party() == Turn.Party.USER
                            ? Message.user(text)
                            : Message.assistant(turn(Map.of("say", text))));
        }
        steps.forEach(step -> messages.add(shown(step)));
        return messages;
    }

    private static Message shown(Map<String, Object> step) {
        if (step.get("tool_calls") instanceof List<?> calls
                && calls.getFirst() instanceof Map<?, ?> call
                && call.get("function") instanceof Map<?, ?> function) {
            Map<String, Object> turn = new LinkedHashMap<>();
            turn.put("tool", String.valueOf(function.get("name")));
            turn.put("arguments", Data.normalized(function.get("arguments")));
            return Message.assistant(turn(turn));
        }
        return Message.user("Result of " + step.get("name") + ":\n" + step.get("content"));
    }

    private static String turn(Map<String, Object> fields) {
        return Json.write(Map.of("turn", fields));
    }
}
