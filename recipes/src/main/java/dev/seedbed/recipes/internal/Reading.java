package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.step.Rejection;
import java.util.function.Function;

/// What a reply was found to say, or why it cannot be used.
///
/// ```java
/// static Reading<Integer> score(String text) {
///     return text.matches("[1-5]") ? Reading.found(Integer.valueOf(text))
///             : Reading.unusable("unscored", "the verdict is no number from 1 to 5", text);
/// }
/// ```
public sealed interface Reading<T> {
    /// It can be used.
    record Found<T>(T value) implements Reading<T> {}

    /// It cannot.
    record Unusable<T>(Rejection rejection) implements Reading<T> {}

    /// Reads a whole reply, how it ended included.
    @FunctionalInterface
    interface Reader<T> {
        Reading<T> read(Reply reply);
    }

    static <T> Reading<T> found(T value) {
        return new Found<>(value);
    }

    /// @param text the reply, or the part of it that is wrong
    static <T> Reading<T> unusable(String reason, String explanation, String text) {
        return new Unusable<>(new Rejection(reason, explanation, Data.of("text", text)));
    }

    /// Reads the text of replies that ended by themselves, without the white space around it. All others are
    /// unusable: `filtered`, `truncated`, `empty-reply`.
    static <T> Reader<T> whole(Function<String, Reading<T>> reading) {
        return reply -> reply.finish() == Finish.LENGTH
                ? unusable("truncated", "the reply was cut by its token limit", reply.text())
                : uncut(reply, reading);
    }

    /// As [#whole], but cut replies are read too, for texts of which a beginning is worth having.
    static <T> Reader<T> evenCut(Function<String, Reading<T>> reading) {
        return reply -> uncut(reply, reading);
    }

    /// The text itself.
    static Reader<String> text() {
        return whole(Reading::found);
    }

    private static <T> Reading<T> uncut(Reply reply, Function<String, Reading<T>> reading) {
        if (reply.finish() == Finish.FILTERED) {
            return unusable("filtered", "the endpoint withheld or cut the reply", reply.text());
        }
        String text = reply.text().strip();
        return text.isEmpty() ? unusable("empty-reply", "there is no text in the reply", text) : reading.apply(text);
    }
}
