package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.curate.judge.Hearing.Opinion;
import dev.seedbed.curate.judge.Verdict;
import dev.seedbed.curate.judge.VerdictForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A question about texts that others wrote, who may have put the answer into them: a recipe's own judge.
///
/// ```java
/// JudgeQuestion rate = JudgeQuestion.of(building, JUDGE, RATE, JUDGING.of(settings));   // while the step is built
///
/// switch (rate.put(work, rate.about(0, Map.of("answer", text)), VerdictGrammar.scores(Scale.of(1, 5)))) {
///     case Reading.Found<Heard<Double>> found -> found.value().value();
///     case Reading.Unusable<Heard<Double>> unusable -> Outcome.rejected(unusable.rejection());
/// }
/// ```
///
/// [Hearing] says how it is asked and read: the prompt delimits the texts by a marker that is drawn for each
/// attempt, and a text that holds the form of the verdict makes it a signed one. A reply without a clear verdict is
/// `unscored`, with the `cause` in the evidence; a cut, filtered or empty one has that reason. No system message of
/// the pipeline's user is put in front. Immutable and thread-safe.
public record JudgeQuestion(Model judge, Hearing hearing) {
    private static final Set<String> OWN_REASONS = Set.of("filtered", "truncated", "empty-reply");

    /// What a judge said.
    ///
    /// @param reasons what stands before the verdict; may be empty
    /// @param reply all of it
    public record Heard<T>(T value, String reasons, String reply) {}

    /// A question by one of the type's prompts. [Question#RETRIES] counts if the step takes it.
    public static JudgeQuestion of(Building building, Parameter<String> model, Prompt prompt, Sampling sampling) {
        return new JudgeQuestion(
                building.model(model),
                new Hearing(
                        building.prompt(prompt),
                        Optional.empty(),
                        sampling,
                        building.settings()
                                .find(Question.RETRIES)
                                .map(Math::toIntExact)
                                .orElse(0),
                        false));
    }

    /// This, to which a verdict without reasons is none.
    public JudgeQuestion wantingReasons() {
        return new JudgeQuestion(
                judge, new Hearing(hearing.prompt(), hearing.system(), hearing.sampling(), hearing.retries(), true));
    }

    /// This with a message in front, asked so often at most.
    public JudgeQuestion with(String system, int attempts) {
        return new JudgeQuestion(
                judge,
                new Hearing(
                        hearing.prompt(),
                        Optional.of(system),
                        hearing.sampling(),
                        attempts - 1,
                        hearing.wantsReasons()));
    }

    /// A question about one sample. All texts among the values are taken for texts of others.
    ///
    /// @param number by which it differs from the others about this sample
    /// @param values what the prompt's variables stand for, but for marker and form
    public Inquiry about(int number, Map<String, ?> values) {
        List<String> texts = new ArrayList<>();
        collect(values, texts);
        return new Inquiry(judge, number, values, texts);
    }

    private static void collect(@Nullable Object value, List<String> texts) {
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof Iterable<?> items) {
            items.forEach(item -> collect(item, texts));
        } else if (value instanceof Map<?, ?> fields) {
            fields.values().forEach(field -> collect(field, texts));
        }
    }

    /// Asks until the reply can be read.
    public <T> Reading<Heard<T>> put(Work work, Inquiry inquiry, VerdictForm<T> form) throws InterruptedException {
        return putAll(work, List.of(inquiry), form).getFirst();
    }

    /// Asks all at once, then all again that could not be read.
    public <T> List<Reading<Heard<T>>> putAll(Work work, List<Inquiry> inquiries, VerdictForm<T> form)
            throws InterruptedException {
        return hearing.ask(work, form, inquiries).stream()
                .map(JudgeQuestion::reading)
                .toList();
    }

    private static <T> Reading<Heard<T>> reading(Opinion<T> opinion) {
        return switch (opinion.verdict()) {
            case Verdict.Given<T> given -> Reading.found(new Heard<>(given.value(), given.reasons(), opinion.reply()));
            case Verdict.Unscored<T> none ->
                new Reading.Unusable<>(new Rejection(
                        OWN_REASONS.contains(none.cause()) ? none.cause() : "unscored",
                        none.explanation(),
                        Data.of("text", opinion.reply())
                                .with("cause", none.cause())
                                .with("attempts", opinion.attempts())));
        };
    }
}
