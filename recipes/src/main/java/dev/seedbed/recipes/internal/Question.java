package dev.seedbed.recipes.internal;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A question that a recipe asks about samples: which model, by which prompt, how its words are drawn.
///
/// ```java
/// Question rewrite = Question.of(building, MODEL, REWRITE, SAMPLING.of(settings));   // while the step is built
///
/// switch (rewrite.put(work, rewrite.ask(sample, Map.of("instruction", text)), Reading.text())) {
///     case Reading.Found<String> found -> Outcome.passed(sample.with("rewritten", found.value()));
///     case Reading.Unusable<String> unusable -> Outcome.rejected(unusable.rejection());
/// }
/// ```
///
/// A reply that cannot be read is asked for again, as the next attempt of the same draw, [#retries] times; the
/// last one's reason counts. Filtered replies are not asked for again. Immutable and thread-safe.
///
/// @param system a message in front, filled in with the sample's columns
/// @param retries how often at most a reply that cannot be read is asked for again
public record Question(Model model, Optional<Template> system, Template prompt, Sampling sampling, int retries) {
    /// A step that takes this lets its user put a system message before all its questions: a persona, a domain,
    /// a language.
    public static final Parameter<Template> SYSTEM = Parameter.template(
            "system",
            "A system message in front of every question to `model`, such as `You are {{ persona }}.`: it may use the"
                    + " columns of the samples that come in.");

    /// A step that takes this lets its user choose the retries.
    public static final Parameter<Long> RETRIES = Parameter.wholeNumber(
                    "retries",
                    0,
                    20,
                    "How often a reply that cannot be read, or was cut, is asked for again before its row is rejected.")
            .defaultsTo(2);

    /// A question by one of the type's prompts. [#SYSTEM] and [#RETRIES] count if the step takes them.
    public static Question of(Building building, Parameter<String> model, Prompt prompt, Sampling sampling) {
        return new Question(
                building.model(model),
                building.settings().find(SYSTEM),
                building.prompt(prompt),
                sampling,
                building.settings().find(RETRIES).map(Math::toIntExact).orElse(0));
    }

    /// This without a system message, as judges are asked.
    public Question withoutSystem() {
        return new Question(model, Optional.empty(), prompt, sampling, retries);
    }

    /// This with another system message.
    public Question withSystem(Template newSystem) {
        return new Question(model, Optional.of(newSystem), prompt, sampling, retries);
    }

    /// The question about a sample.
    ///
    /// @param values what the prompt's variables stand for
    public Ask ask(Sample sample, Map<String, ? extends @Nullable Object> values) {
        return ask(sample, List.of(Message.user(prompt.render(values))));
    }

    /// The question with turns of its own, the last of them the user's; the system message goes in front.
    public Ask ask(Sample sample, List<Message> turns) {
        List<Message> messages = new ArrayList<>();
        system.ifPresent(template ->
                messages.add(Message.system(template.render(sample.data().asMap()))));
        messages.addAll(turns);
        return Ask.of(model, Request.chat(messages, sampling)).with(prompt.reference());
    }

    /// Asks until the reply can be read.
    public <T> Reading<T> put(Work work, Ask ask, Reader<T> reader) throws InterruptedException {
        return putAll(work, List.of(ask), reader).getFirst();
    }

    /// Asks all at once, then all again that could not be read, and returns what was read in the order of the
    /// questions. Questions about one sample must differ in their [Ask#number].
    public <T> List<Reading<T>> putAll(Work work, List<Ask> asks, Reader<T> reader) throws InterruptedException {
        List<Reading<T>> readings = new ArrayList<>(read(work.askAll(asks), reader));
        for (int attempt = 1; attempt <= retries; attempt++) {
            List<Integer> open = open(readings);
            if (open.isEmpty()) {
                break;
            }
            int next = attempt;
            List<Reply> replies = work.askAll(open.stream()
                    .map(i -> asks.get(i).attempt(asks.get(i).attempt() + next))
                    .toList());
            for (int i = 0; i < open.size(); i++) {
                readings.set(open.get(i), reader.read(replies.get(i)));
            }
        }
        return readings.stream().map(this::counted).toList();
    }

    private static <T> List<Reading<T>> read(List<Reply> replies, Reader<T> reader) {
        return replies.stream().map(reader::read).toList();
    }

    private static <T> List<Integer> open(List<Reading<T>> readings) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i) instanceof Reading.Unusable<T> unusable && mayChange(unusable.rejection())) {
                open.add(i);
            }
        }
        return open;
    }

    private static boolean mayChange(Rejection rejection) {
        return !rejection.reason().equals("filtered");
    }

    private <T> Reading<T> counted(Reading<T> reading) {
        return switch (reading) {
            case Reading.Found<T> found -> found;
            case Reading.Unusable<T> unusable -> {
                Rejection last = unusable.rejection();
                int attempts = mayChange(last) ? retries + 1 : 1;
                yield new Reading.Unusable<>(new Rejection(
                        last.reason(), last.explanation(), last.evidence().with("attempts", attempts)));
            }
        };
    }
}
