package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.text.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// A party that a model speaks for in a chat: its own turns are the assistant's messages there, the other
/// party's are
/// the user's, whichever role the two have in the conversation that is made.
///
/// @param brief the system message; none if empty
/// @param kickoff the message in front of the conversation's first turn, where that is this party's; none if
///     empty
/// @param cue what is put behind the other party's last turn, given the number of the round from 0; none if
///     empty
/// @param reminder what is put there when the party spoke as the other, and is asked again; none if empty
record Voice(
        String name,
        Turn.Party role,
        Question question,
        String brief,
        String kickoff,
        IntFunction<String> cue,
        String reminder)
        implements Party {
    private static final Pattern OWN_LABEL =
            Pattern.compile("^\\**(?:user|human|assistant|ai)\\**\\s{0,3}:\\**\\s*", 2);

    static Voice of(String name, Turn.Party role, Question question, String brief) {
        return new Voice(name, role, question, brief, "", _ -> "", "");
    }

    Voice starting(String newKickoff) {
        return new Voice(name, role, question, brief, newKickoff, cue, reminder);
    }

    Voice cued(IntFunction<String> newCue) {
        return new Voice(name, role, question, brief, kickoff, newCue, reminder);
    }

    Voice reminded(String newReminder) {
        return new Voice(name, role, question, brief, kickoff, cue, newReminder);
    }

    @Override
    public Reading<Said> speak(Work work, List<Said> before, int number, Function<Turn, Reading<Turn>> check)
            throws InterruptedException {
        boolean flipped = false;
        for (int attempt = 0; ; attempt++) {
            Ask ask = ask(before, flipped).number(number).attempt(attempt);
            Reply reply = work.ask(ask);
            Reading<Said> reading = read(reply, check);
            if (!(reading instanceof Reading.Unusable<Said> unusable) || !mayChange(unusable, attempt)) {
                return reading;
            }
            flipped = unusable.rejection().reason().equals("role-flip");
        }
    }

    private boolean mayChange(Reading.Unusable<Said> unusable, int attempt) {
        return attempt < question.retries() && !unusable.rejection().reason().equals("filtered");
    }

    private Reading<Said> read(Reply reply, Function<Turn, Reading<Turn>> check) {
        String raw = reply.text().strip();
        Reading<Turn> reading = Reading.<Turn>whole(text -> check.apply(new Turn(role, withoutLabel(text))))
                .read(reply);
        return switch (reading) {
            case Reading.Found<Turn> found -> Reading.found(new Said(found.value(), raw, List.of()));
            case Reading.Unusable<Turn> unusable -> new Reading.Unusable<>(renamed(unusable.rejection()));
        };
    }

    private static Rejection renamed(Rejection rejection) {
        return rejection.reason().equals("empty-reply")
                ? new Rejection("empty-turn", "there is no text in the turn", rejection.evidence())
                : rejection;
    }

    /// Without the name of the party's own role in front, as models like to begin.
    private String withoutLabel(String text) {
        var label = OWN_LABEL.matcher(text);
        if (!label.lookingAt()) {
            return text;
        }
        boolean users = label.group().toLowerCase(java.util.Locale.ROOT).matches("\\W*(?:user|human)\\W*");
        return users == (role == Turn.Party.USER) ? text.substring(label.end()) : text;
    }

    /// The question for the next turn.
    Ask ask(List<Said> before, boolean flipped) {
        List<Message> messages = new ArrayList<>();
        if (!brief.isBlank()) {
            messages.add(Message.system(brief));
        }
        if (!kickoff.isBlank()) {
            messages.add(Message.user(kickoff));
        }
        for (Said said : before) {
            String text = said.turn().text();
            messages.add(said.turn().party() == role ? Message.assistant(text) : Message.user(text));
        }
        String behind = cue.apply(before.size() / 2) + (flipped && !reminder.isBlank() ? "\n\n" + reminder : "");
        if (!behind.isBlank()) {
            Message last = messages.removeLast();
            messages.add(Message.user(last.content() + "\n\n" + behind.strip()));
        }
        return Ask.of(question.model(), Request.chat(messages, question.sampling()))
                .with(question.prompt().reference());
    }
}
