package dev.seedbed.api.step;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// A type of step as a pipeline names it: what it takes, what it is for, and how it is built. The YAML grammar,
/// the JSON Schema, the reference page and the Java builder all come from it.
///
/// ```java
/// static final StepType TYPE = StepType.named("length", StepKind.GATE, "Rejects rows that are too short or too long.")
///         .taking(COLUMN, MINIMUM, MAXIMUM)
///         .shorthand(MAXIMUM)
///         .example("- length: { column: answer, minimum: 20 }")
///         .builtBy(building -> new LengthGate(building.name(), building.settings()));
/// ```
///
/// @param id what stands in a pipeline: lower-case words joined by hyphens
/// @param kind what it is
/// @param summary one or two sentences for the reference
/// @param details more for its reference page, in Markdown; may be empty
/// @param parameters in the order of the reference. All steps take `name`, those with presets `preset`, those
///     with prompts `prompts`, without naming them here
/// @param shorthand the parameter that a bare value stands for, as in `take: 10`
/// @param presets the first is the default one
/// @param prompts what it asks models with, each replaceable
/// @param needs what each model parameter's model must be able to do
/// @param example a few lines of YAML that run
/// @param source the paper, code or standard that it follows, as one would cite it; may be empty
/// @param columns what it adds to samples, as far as that does not depend on settings; in the order of the rows
/// @param builder makes the steps
public record StepType(
        String id,
        StepKind kind,
        String summary,
        String details,
        List<Parameter<?>> parameters,
        Optional<Parameter<?>> shorthand,
        List<Preset> presets,
        List<Prompt> prompts,
        Set<Capability> needs,
        String example,
        String source,
        List<String> columns,
        Builder builder) {

    /// Makes the steps of one occurrence in a pipeline.
    @FunctionalInterface
    public interface Builder {
        /// The steps in order; their names are the building's name, or begin with it and a slash. Must not call
        /// a model, read more than the beginning of an input, or write anything: a pipeline is built to be
        /// validated, too.
        List<Step> build(Building building);
    }

    public StepType {
        parameters = List.copyOf(parameters);
        presets = List.copyOf(presets);
        prompts = List.copyOf(prompts);
        needs = Set.copyOf(needs);
        columns = List.copyOf(columns);
    }

    public static StepType named(String id, StepKind kind, String summary) {
        return new StepType(
                id,
                kind,
                summary,
                "",
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Set.of(),
                "",
                "",
                List.of(),
                building -> List.of());
    }

    public StepType taking(Parameter<?>... newParameters) {
        return changed(draft -> draft.parameters = List.of(newParameters));
    }

    public StepType shorthand(Parameter<?> parameter) {
        return changed(draft -> draft.shorthand = Optional.of(parameter));
    }

    public StepType presets(Preset... newPresets) {
        return changed(draft -> draft.presets = List.of(newPresets));
    }

    public StepType prompts(Prompt... newPrompts) {
        return changed(draft -> draft.prompts = List.of(newPrompts));
    }

    public StepType needing(Capability... newNeeds) {
        return changed(draft -> draft.needs = Set.of(newNeeds));
    }

    public StepType details(String newDetails) {
        return changed(draft -> draft.details = newDetails);
    }

    public StepType example(String newExample) {
        return changed(draft -> draft.example = newExample);
    }

    public StepType citing(String newSource) {
        return changed(draft -> draft.source = newSource);
    }

    public StepType writing(String... newColumns) {
        return changed(draft -> draft.columns = List.of(newColumns));
    }

    /// With a builder of a single step.
    public StepType builtBy(Function<Building, Step> single) {
        return builtOfMany(building -> List.of(single.apply(building)));
    }

    public StepType builtOfMany(Builder newBuilder) {
        return changed(draft -> draft.builder = newBuilder);
    }

    private StepType changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new StepType(
                id,
                kind,
                summary,
                draft.details,
                draft.parameters,
                draft.shorthand,
                draft.presets,
                draft.prompts,
                draft.needs,
                draft.example,
                draft.source,
                draft.columns,
                draft.builder);
    }

    /// What of a type can still be said, while it is being said.
    private static final class Draft {
        private String details;
        private List<Parameter<?>> parameters;
        private Optional<Parameter<?>> shorthand;
        private List<Preset> presets;
        private List<Prompt> prompts;
        private Set<Capability> needs;
        private String example;
        private String source;
        private List<String> columns;
        private Builder builder;

        Draft(StepType type) {
            details = type.details;
            parameters = type.parameters;
            shorthand = type.shorthand;
            presets = type.presets;
            prompts = type.prompts;
            needs = type.needs;
            example = type.example;
            source = type.source;
            columns = type.columns;
            builder = type.builder;
        }
    }
}
