package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Asks whether a task is one of classification, since those are given their instances in another order. A reply
/// that was withheld says nothing, nor does one that was cut before it said a whole yes or no: the released code's
/// model stops behind its word.
///
/// @param unclearIsNo whether an answer that is neither yes nor no counts as no, as in the released code;
///     otherwise it is a rejection
record ClassificationStep(String name, Asking asking, Template prompt, Sampling sampling, boolean unclearIsNo)
        implements Generator {
    private static final Pattern NO = Pattern.compile("no\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> YES = Set.of("Yes", "yes", "YES");

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String text = prompt.render(Map.of(Tasks.INSTRUCTION, sample.data().text(Tasks.INSTRUCTION)));
        Reply reply = work.ask(asking.ask(sample, prompt, text, sampling));
        String answer = Words.strip(reply.text());
        if (reply.finish() == Finish.FILTERED) {
            return rejected("filtered", "the endpoint withheld or cut the reply", reply);
        }
        boolean yes = YES.contains(answer);
        if (reply.finish() == Finish.LENGTH && !yes && !NO.matcher(answer).lookingAt()) {
            return rejected(
                    "truncated",
                    "the reply was cut by its token limit before it said Yes or No: '" + answer + "'",
                    reply);
        }
        if (!yes && !unclearIsNo && !answer.toLowerCase(Locale.ROOT).startsWith("no")) {
            return rejected(
                    "unclear-classification", "the model was to say Yes or No, and said '" + answer + "'", reply);
        }
        return Outcome.passed(sample.with(Tasks.IS_CLASSIFICATION, yes));
    }

    private static Outcome rejected(String reason, String explanation, Reply reply) {
        return Outcome.rejected(new Rejection(reason, explanation, Data.of("text", reply.text())));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Tasks.IS_CLASSIFICATION));
    }
}
