package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import java.util.Optional;

/// What is done with a user's message that a model wrote.
///
/// @param roleHeaders about a text that goes on into the next turn
/// @param keepCut whether to keep one that the token limit cut
/// @param keepColonEndings whether to keep one that ends with a colon, as if something were to follow
/// @param clean whether to take off labels and the beginnings of answers
record InstructionRules(RoleHeaders.Treatment roleHeaders, boolean keepCut, boolean keepColonEndings, boolean clean) {

    /// Whether a text may be other than the model wrote it.
    boolean mayChange() {
        return clean || roleHeaders == RoleHeaders.Treatment.CUT;
    }

    /// The sample with the message in a column, or why it is rejected.
    Outcome apply(Sample sample, String column, Reply reply) {
        String raw = reply.text().strip();
        String text = raw;
        boolean cutByLimit = reply.finish() == Finish.LENGTH;
        if (reply.finish() == Finish.FILTERED) {
            return rejected("filtered", "the endpoint withheld or cut the " + column, raw, Data.empty());
        }
        Optional<RoleHeaders.Leak> leak = RoleHeaders.findIn(text);
        if (leak.isPresent() && roleHeaders != RoleHeaders.Treatment.KEEP) {
            int position = leak.get().position();
            text = text.substring(0, position).strip();
            cutByLimit = false;
            if (roleHeaders == RoleHeaders.Treatment.DROP || text.isEmpty()) {
                Data evidence = Data.of("header", leak.get().header()).with("position", position);
                return rejected(
                        "role-header",
                        "the " + column + " goes on into another turn: '"
                                + leak.get().header() + "' at character " + position,
                        raw,
                        evidence);
            }
        }
        if (cutByLimit && !keepCut) {
            return rejected("truncated", "the " + column + " was cut by its token limit", raw, Data.empty());
        }
        String message = clean ? Cleaning.of(text) : text;
        if (message.isEmpty()) {
            return rejected("empty-instruction", "there is no text in the " + column, raw, Data.empty());
        }
        if (!keepColonEndings && message.endsWith(":")) {
            return rejected("ends-with-colon", "the " + column + " ends with a colon", raw, Data.empty());
        }
        return Outcome.passed(written(sample, column, message, raw, cutByLimit));
    }

    private Sample written(Sample sample, String column, String message, String raw, boolean cutByLimit) {
        Sample written = sample.with(column, message);
        if (mayChange()) {
            written = written.with(Turns.RAW + column, raw);
        }
        return cutByLimit ? Turns.markCut(written, column) : written;
    }

    private static Outcome rejected(String reason, String explanation, String text, Data evidence) {
        return Outcome.rejected(
                new Rejection(reason, explanation, Data.of("text", text).with(evidence)));
    }
}
