package dev.seedbed.recipes.instructlab;

import dev.seedbed.api.Data;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Tags;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What the replies of the pipelines say.
final class Replies {
    /// The parsing pattern of the released knowledge pipeline, in which `[END]` is then taken away; here it also ends
    /// a pair.
    private static final Pattern PAIR = Pattern.compile(
            "\\[(?:Question|QUESTION)]\\s*(.*?)\\s*\\[(?:Answer|ANSWER)]\\s*(.*?)\\s*"
                    + "(?=\\[(?:Question|QUESTION)]|\\[(?:End|END)]|$)",
            Pattern.DOTALL);

    private Replies() {}

    /// Every text in tags of the name becomes one item with that column.
    static Function<String, Reading<List<Data>>> tagged(String tag, String column, String reason) {
        return reply -> {
            List<Data> items = Tags.all(reply, tag).stream()
                    .map(text -> Data.of(column, text))
                    .toList();
            return items.isEmpty()
                    ? Reading.unusable(reason, "there is nothing between [Start of " + tag + "] and its end", reply)
                    : Reading.found(items);
        };
    }

    /// Questions and answers in blocks `[QUESTION] ... [ANSWER] ... [END]`; a block that lacks either is passed over.
    static Reading<List<Data>> pairs(String reply) {
        if (reply.contains("[UNANSWERABLE]")) {
            return Reading.unusable("unanswerable", "the model finds nothing to ask about in this part", reply);
        }
        List<Data> pairs = PAIR.matcher(reply)
                .results()
                .filter(match -> !match.group(1).isBlank() && !match.group(2).isBlank())
                .map(match -> Data.of(RowStep.QUESTION, match.group(1).strip())
                        .with(RowStep.ANSWER, match.group(2).strip()))
                .toList();
        return pairs.isEmpty()
                ? Reading.unusable("no-pairs", "there is no [QUESTION] with an [ANSWER]", reply)
                : Reading.found(pairs);
    }

    /// The answer in its tags.
    static Reading<String> answer(String reply) {
        List<String> answers = Tags.all(reply, "Answer");
        return answers.size() == 1
                ? Reading.found(answers.getFirst())
                : Reading.unusable("no-answer", "there is not one answer in tags named Answer", reply);
    }
}
