package dev.seedbed.pipeline;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Location;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.JsonWanted;
import dev.seedbed.pipeline.SettingsBinding.Bound;
import dev.seedbed.pipeline.expression.JinjaTemplate;
import dev.seedbed.pipeline.step.JsonLadder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What one entry is built from.
///
/// @param offers who offers a capability, in words
/// @param prompts those that the pipeline has in place of the type's own, by id
/// @param location of the entry
/// @param environment where keys come from
/// @param problems that the builder found
/// @param inputs that the builder noted
record StepBuilding(
        String name,
        Bound bound,
        Columns columns,
        Function<String, Model> models,
        Function<Capability, String> offers,
        Map<String, Template> prompts,
        long seed,
        boolean begins,
        String preset,
        Location location,
        Map<String, String> environment,
        List<Problem> problems,
        List<Path> inputs)
        implements Building {

    StepBuilding(
            String name,
            Bound bound,
            Columns columns,
            Function<String, Model> models,
            Function<Capability, String> offers,
            Map<String, Template> prompts,
            long seed,
            boolean begins,
            String preset,
            Location location,
            Map<String, String> environment) {
        this(
                name,
                bound,
                columns,
                models,
                offers,
                prompts,
                seed,
                begins,
                preset,
                location,
                environment,
                new ArrayList<>(),
                new ArrayList<>());
    }

    StepBuilding again() {
        return new StepBuilding(
                name, bound, columns, models, offers, prompts, seed, begins, preset, location, environment);
    }

    @Override
    public Settings settings() {
        return bound.settings();
    }

    @Override
    public Model model(Parameter<String> parameter) {
        return models.apply(settings().get(parameter));
    }

    @Override
    public Optional<Model> findModel(Parameter<String> parameter) {
        return settings().find(parameter).map(models);
    }

    @Override
    public List<Model> models(Parameter<List<String>> parameter) {
        return settings().find(parameter).orElse(List.of()).stream().map(models).toList();
    }

    @Override
    public Template prompt(Prompt prompt) {
        return Optional.ofNullable(prompts.get(prompt.id()))
                .orElseGet(() -> JinjaTemplate.compile(prompt.text(), prompt.reference()));
    }

    @Override
    public JsonReplies jsonReplies(JsonWanted wanted) {
        return JsonLadder.of(this, wanted);
    }

    @Override
    public void problem(Parameter<?> parameter, String message) {
        Location place =
                Optional.ofNullable(bound.places().get(parameter.name())).orElse(location);
        problems.add(new Problem(place, "`" + parameter.name() + "` " + message));
    }

    @Override
    public String offering(Capability capability) {
        return offers.apply(capability);
    }

    @Override
    public Optional<String> environment(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }

    @Override
    public void input(Path file) {
        inputs.add(file);
    }

    /// Without the environment, which holds keys.
    @Override
    public String toString() {
        return "building `" + name + "` at " + location;
    }
}
