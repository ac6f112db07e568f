package dev.seedbed.recipes.preference;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Building;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.TextStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Has a model answer the row's prompt, the whole conversation if it is one.
///
/// @param question whose prompt the user's last turn is put into
record Answering(Question question) {
    /// The prompt of a recipe's answers: what the user says, as it is.
    static Prompt prompt(String recipe) {
        return new Prompt(recipe + ".answer", 1, Set.of("prompt"), "{{ prompt }}");
    }

    static Answering of(Building building, Parameter<String> model, Prompt prompt, Sampling sampling) {
        return new Answering(Question.of(building, model, prompt, sampling));
    }

    /// One for each of a list of models.
    static List<Answering> each(Building building, Parameter<List<String>> models, Prompt prompt, Sampling sampling) {
        List<Answering> pool = new ArrayList<>();
        for (Model model : building.models(models)) {
            pool.add(new Answering(new Question(
                    model,
                    building.settings().find(Question.SYSTEM),
                    building.prompt(prompt),
                    sampling,
                    Math.toIntExact(building.settings().get(Question.RETRIES)))));
        }
        return pool;
    }

    Ask ask(Sample sample) {
        return ask(sample, "");
    }

    /// @param manner what is said to the model behind the step's own system message; may be empty
    Ask ask(Sample sample, String manner) {
        return ask(sample, manner, PromptStep.turns(sample));
    }

    /// @param turns the conversation to answer, which ends with the user
    Ask ask(Sample sample, String manner, List<Message> turns) {
        List<Message> messages = new ArrayList<>();
        String system = Stream.concat(
                        question.system().stream()
                                .map(template -> template.render(sample.data().asMap())),
                        Stream.of(manner))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            messages.add(Message.system(system));
        }
        messages.addAll(turns.subList(0, turns.size() - 1));
        messages.add(Message.user(
                question.prompt().render(Map.of("prompt", turns.getLast().content()))));
        return Ask.of(question.model(), Request.chat(messages, question.sampling()))
                .with(question.prompt().reference());
    }

    /// Has the prompt answered once, into a column.
    TextStep step(String name, String column) {
        return new TextStep(name, question, this::ask, Reading.text(), column);
    }

    /// The same in a manner that a message tells the model.
    TextStep step(String name, String column, Template manner) {
        return new TextStep(name, question, sample -> ask(sample, manner.render(Map.of())), Reading.text(), column);
    }

    /// Has another prompt, that of a column, answered in place of the user's last turn.
    TextStep stepOf(String name, String prompt, String column) {
        return new TextStep(
                name,
                question,
                sample -> ask(sample, "", List.of(Message.user(sample.data().text(prompt)))),
                Reading.text(),
                column);
    }
}
