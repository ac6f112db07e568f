package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.internal.EndlessSource;
import dev.seedbed.recipes.internal.WithoutStep;
import java.nio.file.Path;
import java.util.List;

/// Makes the steps of one `self-instruct` in a pipeline.
final class SelfInstructBuilder {
    private final Building building;
    private final Settings settings;

    SelfInstructBuilder(Building building) {
        this.building = building;
        this.settings = building.settings();
    }

    List<Step> steps() {
        checkNumbers();
        Asking asking = Asking.of(building, SelfInstruct.MODEL, SelfInstruct.CONTINUATION_PROMPT);
        TaskPool pool = pool();
        return List.of(
                new EndlessSource(named("requests")),
                instructions(asking, pool),
                HeuristicsGate.of(building, SelfInstruct.BLOCKED_WORDS),
                pool,
                classification(asking),
                instances(asking),
                new InstanceGate(named("instance-rules")),
                new WithoutStep(named("rows"), List.of(Tasks.FAULT)));
    }

    private String named(String part) {
        return building.name() + "/" + part;
    }

    private int number(Parameter<Long> parameter) {
        return Math.toIntExact(settings.get(parameter));
    }

    private boolean onlyClassification() {
        return settings.get(SelfInstruct.TASKS).equals("classification");
    }

    private void checkNumbers() {
        int shown = number(SelfInstruct.DEMONSTRATIONS);
        int machine = number(SelfInstruct.MACHINE_DEMONSTRATIONS);
        if (machine > shown) {
            building.problem(
                    SelfInstruct.MACHINE_DEMONSTRATIONS,
                    "is " + machine + ", but must not be above `demonstrations`, which is " + shown);
        }
    }

    private TaskPool pool() {
        Path seeds = settings.get(SelfInstruct.SEEDS);
        building.input(seeds);
        int demonstrations = number(SelfInstruct.DEMONSTRATIONS);
        boolean onlyClassification = onlyClassification();
        double maximum = settings.get(TaskPool.MAXIMUM_SIMILARITY);
        boolean keepsAtMaximum = settings.get(SelfInstruct.AT_MAXIMUM).equals("keep");
        return new TaskPool(
                named("novelty"),
                () -> SeedTasks.read(seeds, onlyClassification, demonstrations),
                keepsAtMaximum ? maximum : Math.max(0, Math.nextDown(maximum)),
                number(TaskPool.NEIGHBOURS));
    }

    private RequestStep instructions(Asking asking, TaskPool pool) {
        int end = number(SelfInstruct.DEMONSTRATIONS) + number(SelfInstruct.NEW_TASKS) + 1;
        List<String> numbers = List.of("\n" + end, end + ".", end + " .");
        // A chat model may begin with a courtesy and an empty line, which must not end its reply.
        List<String> stops =
                asking.inChat() ? numbers : List.of("\n\n", numbers.get(0), numbers.get(1), numbers.get(2));
        return new RequestStep(
                named("instructions"),
                asking,
                building.prompt(onlyClassification() ? SelfInstruct.CLASSIFICATION_PROMPT : SelfInstruct.ANY_PROMPT),
                Sampling.of(
                                settings.get(SelfInstruct.INSTRUCTION_TEMPERATURE),
                                number(SelfInstruct.INSTRUCTION_MAX_TOKENS))
                        .withTopP(settings.get(SelfInstruct.INSTRUCTION_TOP_P))
                        .withFrequencyPenalty(0)
                        .withPresencePenalty(settings.get(SelfInstruct.INSTRUCTION_PRESENCE_PENALTY))
                        .withStop(stops),
                pool,
                number(SelfInstruct.WINDOW),
                number(SelfInstruct.DEMONSTRATIONS),
                number(SelfInstruct.MACHINE_DEMONSTRATIONS),
                Words.Capitals.named(settings.get(SelfInstruct.CAPITALS)));
    }

    private ClassificationStep classification(Asking asking) {
        return new ClassificationStep(
                named("classification"),
                asking,
                building.prompt(SelfInstruct.CLASSIFY_PROMPT),
                Sampling.of(0, number(SelfInstruct.CLASSIFICATION_MAX_TOKENS))
                        .withFrequencyPenalty(0)
                        .withPresencePenalty(0)
                        .withStop(List.of("\n", "Task")),
                settings.get(SelfInstruct.UNCLEAR_CLASSIFICATION).equals("no"));
    }

    private InstancesStep instances(Asking asking) {
        int most = number(SelfInstruct.INSTANCES);
        return new InstancesStep(
                named("instances"),
                asking,
                building.prompt(SelfInstruct.INPUT_FIRST_PROMPT),
                building.prompt(SelfInstruct.OUTPUT_FIRST_PROMPT),
                instanceSampling(SelfInstruct.INSTANCE_MAX_TOKENS, most),
                instanceSampling(SelfInstruct.CLASSIFICATION_INSTANCE_MAX_TOKENS, most),
                most);
    }

    private Sampling instanceSampling(Parameter<Long> maximum, int most) {
        return Sampling.of(settings.get(SelfInstruct.INSTANCE_TEMPERATURE), number(maximum))
                .withFrequencyPenalty(0)
                .withPresencePenalty(settings.get(SelfInstruct.INSTANCE_PRESENCE_PENALTY))
                .withStop(List.of("Example " + (most + 1), "Task:"));
    }
}
