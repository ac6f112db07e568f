package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.JsonReplies.Answer;
import dev.seedbed.api.step.JsonReplies.Invalid;
import dev.seedbed.api.step.JsonReplies.Value;
import dev.seedbed.api.step.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One question on its way to an answer. For one thread.
final class JsonQuestion {
    private final JsonLadder ladder;
    private final Ask first;
    private final List<Reply> replies = new ArrayList<>();
    private final List<Rejection> refused = new ArrayList<>();
    private Ask next;
    private Optional<Answer> answer = Optional.empty();

    JsonQuestion(JsonLadder ladder, Ask first) {
        this.ladder = ladder;
        this.first = first;
        this.next = first;
    }

    /// What to ask now.
    Ask next() {
        return next;
    }

    /// Empty as long as there is something to ask.
    Optional<Answer> answer() {
        return answer;
    }

    /// Takes what was said to the question.
    void take(Reply reply) {
        replies.add(reply);
        switch (reply.finish()) {
            case FILTERED ->
                end(new Rejection("filtered", "The endpoint's own filter cut or withheld the reply.", evidence()));
            case LENGTH -> cut();
            case STOP -> {
                if (reply.text().isBlank()) {
                    end(new Rejection("empty-reply", "The reply holds no text.", evidence()));
                } else {
                    read(reply);
                }
            }
        }
    }

    private void cut() {
        int maxTokens = first.request().sampling().maxTokens();
        Rejection rejection = new Rejection(
                "truncated",
                "The reply was cut at max-tokens, which is " + maxTokens + ".",
                evidence().with("max_tokens", maxTokens));
        if (ladder.retriesCut() && mayAskAgain()) {
            again(rejection, first);
        } else {
            end(rejection);
        }
    }

    private void read(Reply reply) {
        switch (ladder.reader().read(reply.text())) {
            case JsonReader.Reading.Value read ->
                answer = Optional.of(new Value(read.value(), ladder.rung(), replies, refused));
            case JsonReader.Reading.Invalid invalid -> {
                Rejection rejection = mismatch(invalid);
                if (mayAskAgain() && canRepair()) {
                    again(rejection, ladder.repairing(first, reply, invalid.errors()));
                } else {
                    end(rejection, invalid.errors());
                }
            }
        }
    }

    private boolean mayAskAgain() {
        return replies.size() <= ladder.repairs();
    }

    /// A text to continue cannot be answered back to: it can only be asked again, which at temperature 0 is no
    /// use.
    private boolean canRepair() {
        return first.request().input() instanceof Request.Chat
                || first.request().sampling().isRandom();
    }

    private void again(Rejection why, Ask question) {
        refused.add(why);
        next = question.attempt(first.attempt() + replies.size());
    }

    private void end(Rejection rejection) {
        end(rejection, List.of());
    }

    private void end(Rejection rejection, List<String> errors) {
        answer = Optional.of(new Invalid(rejection, errors, ladder.rung(), replies, refused));
    }

    private Rejection mismatch(JsonReader.Reading.Invalid invalid) {
        String what = invalid.reason().equals("invalid-json") ? "is not JSON" : "does not follow the schema";
        String attempts = replies.size() + (replies.size() == 1 ? " attempt" : " attempts");
        return new Rejection(
                invalid.reason(),
                "The reply " + what + ", in " + attempts + ": "
                        + invalid.errors().getFirst(),
                evidence().with("errors", invalid.errors()));
    }

    private Data evidence() {
        return Data.of("reply", Excerpt.ofText(replies.getLast().text()))
                .with("attempts", replies.size())
                .with("structure", ladder.rung().word());
    }
}
