package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.text.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A conversation of two parties who speak in turn, the user first.
///
/// ```java
/// Dialogue dialogue = new Dialogue(user, assistant, rules, Optional.of("Why is the sky blue?"));
/// switch (dialogue.hold(work)) {
///     case Reading.Found<Data> made -> Outcome.passed(sample.with(sample.data().with(made.value())));
///     case Reading.Unusable<Data> no -> Outcome.rejected(no.rejection());
/// }
/// ```
///
/// **It ends** when a party says the done text, when the user has nothing but thanks left, after the last
/// round, or at
/// a turn that cannot be taken however often it was asked for. **What is kept** are the whole rounds before
/// that; if
/// they are fewer than the minimum, the conversation is rejected for what ended it: a defect's code, or
/// `too-few-rounds` if it ended by itself.
///
/// **The columns**: `messages` (the user first, the assistant last), `rounds`, `stop_reason` (`maximum-rounds`,
/// `done`, `courtesy`, or the defect's code), `roles` (the parties' names by role) and `turns`: every turn as
/// it was
/// written, those that were not kept included.
///
/// Deterministic in the replies. The question for turn n (from 0) has the numbers from 1000 + 100 n on, so
/// that a
/// recipe has the first thousand for itself.
///
/// @param opening the user's first turn; empty if the user's model says it
record Dialogue(Party user, Party assistant, Rules rules, Optional<String> opening) {
    static final String MESSAGES = "messages";
    static final String ROUNDS = "rounds";
    static final String STOP_REASON = "stop_reason";
    static final String ROLES = "roles";
    static final String TURNS = "turns";
    static final List<String> COLUMNS = List.of(MESSAGES, ROUNDS, STOP_REASON, ROLES, TURNS);

    static final String TOO_FEW = "too-few-rounds";

    private static final int FIRST_QUESTION = 1_000;
    private static final int QUESTIONS_OF_A_TURN = 100;

    /// Why it ended.
    ///
    /// @param rejection empty if it ended by itself
    private record End(String reason, Optional<Rejection> rejection) {
        static End of(String reason) {
            return new End(reason, Optional.empty());
        }
    }

    /// Has the parties talk, and returns the columns.
    Reading<Data> hold(Work work) throws InterruptedException {
        List<Said> said = new ArrayList<>();
        opening.ifPresent(text -> said.add(Said.of(Turn.user(text.strip()))));
        List<Map<String, Object>> all = new ArrayList<>();
        said.forEach(each -> all.add(written(each.turn().party(), each.raw())));
        End end = talk(work, said, all);
        int rounds = said.size() / 2;
        if (rounds < rules.minimum()) {
            return new Reading.Unusable<>(tooFew(rounds, end, all));
        }
        return Reading.found(Data.of(MESSAGES, messages(said.subList(0, 2 * rounds)))
                .with(ROUNDS, rounds)
                .with(STOP_REASON, end.reason())
                .with(ROLES, roles())
                .with(TURNS, all));
    }

    private End talk(Work work, List<Said> said, List<Map<String, Object>> all) throws InterruptedException {
        while (said.size() < 2 * rules.maximum()) {
            Party speaker = said.size() % 2 == 0 ? user : assistant;
            Turn.Party role = said.size() % 2 == 0 ? Turn.Party.USER : Turn.Party.ASSISTANT;
            int number = FIRST_QUESTION + QUESTIONS_OF_A_TURN * said.size();
            Reading<Said> reading = speaker.speak(work, List.copyOf(said), number, turn -> rules.judge(said, turn));
            switch (reading) {
                case Reading.Unusable<Said>(Rejection rejection) -> {
                    all.add(written(
                            role, rejection.evidence().textIfPresent("text").orElse("")));
                    return new End(rejection.reason(), Optional.of(rejection));
                }
                case Reading.Found<Said>(Said next) -> {
                    all.add(written(role, next.raw()));
                    if (rules.isDone(next.turn())) {
                        keepRest(next, said);
                        return End.of("done");
                    }
                    if (rules.isFarewell(next.turn())) {
                        return End.of("courtesy");
                    }
                    said.add(next);
                }
            }
        }
        return End.of("maximum-rounds");
    }

    /// What the assistant says before its done text is an answer.
    private void keepRest(Said last, List<Said> said) {
        String rest = last.turn().text().replace(rules.done(), "").strip();
        if (last.turn().party() == Turn.Party.ASSISTANT && !rest.isEmpty()) {
            said.add(new Said(Turn.assistant(rest), last.raw(), last.before()));
        }
    }

    private Rejection tooFew(int rounds, End end, List<Map<String, Object>> all) {
        Data counts = Data.of(ROUNDS, rounds).with("minimum", rules.minimum());
        Rejection cause = end.rejection()
                .orElseGet(() -> new Rejection(
                        TOO_FEW, "the conversation ended by itself (" + end.reason() + ")", Data.empty()));
        return new Rejection(
                cause.reason(),
                "after " + rounds + " rounds, of which there must be " + rules.minimum() + ": " + cause.explanation(),
                cause.evidence().with(counts).with(STOP_REASON, end.reason()).with(TURNS, all));
    }

    private static Map<String, Object> written(Turn.Party role, String text) {
        Map<String, Object> turn = new LinkedHashMap<>();
        turn.put("role", word(role));
        turn.put("text", text);
        return turn;
    }

    private static List<Map<String, Object>> messages(List<Said> kept) {
        List<Map<String, Object>> messages = new ArrayList<>();
        for (Said said : kept) {
            messages.addAll(said.before());
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("role", word(said.turn().party()));
            message.put("content", said.turn().text());
            messages.add(message);
        }
        return messages;
    }

    private Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("user", user.name());
        roles.put("assistant", assistant.name());
        return roles;
    }

    private static String word(Turn.Party role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
