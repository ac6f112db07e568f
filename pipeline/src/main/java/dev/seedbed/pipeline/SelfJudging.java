package dev.seedbed.pipeline;

import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds steps whose judge is a model that wrote, in a step before, what may be judged: models prefer texts of their
/// own (the self-enhancement bias of Zheng et al. 2023, arXiv:2306.05685, section 3.3). It may be meant so; it is
/// said, not forbidden. What a recipe's own judge judges is the recipe's affair.
///
/// @param models by alias
record SelfJudging(Function<String, Optional<Model>> models) {
    /// A step that was found right.
    record Bound(StepType type, String name, Settings settings) {}

    /// A sentence for each judge of each step that wrote before.
    List<String> warnings(List<Bound> steps) {
        Map<String, String> writers = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (Bound step : steps) {
            if (step.type().kind() == StepKind.SCORER) {
                for (String judge : aliases(step)) {
                    identities(judge).stream()
                            .filter(writers::containsKey)
                            .findFirst()
                            .ifPresent(identity -> warnings.add("the step `" + step.name() + "` has `" + judge
                                    + "` judge, a model that writes in the step `" + writers.get(identity)
                                    + "` before it: models prefer texts of their own. Let another model judge, or a"
                                    + " panel; `seedbed judge bias` measures it"));
                }
            } else if (step.type().kind() == StepKind.GENERATOR || step.type().kind() == StepKind.RECIPE) {
                aliases(step)
                        .forEach(alias ->
                                identities(alias).forEach(identity -> writers.putIfAbsent(identity, step.name())));
            }
        }
        return warnings;
    }

    /// The models that a step names, but for those that a recipe has judge.
    private static Set<String> aliases(Bound step) {
        Set<String> aliases = new LinkedHashSet<>();
        for (Parameter<?> parameter : step.type().parameters()) {
            boolean one = parameter.kind() instanceof Kind.ModelAlias;
            boolean several = parameter.kind() instanceof Kind.ListOf<?> list && list.item() instanceof Kind.ModelAlias;
            if ((one || several) && !parameter.name().equals("judge")) {
                Optional<?> value = step.settings().find(parameter);
                value.ifPresent(each -> {
                    if (each instanceof List<?> list) {
                        list.forEach(alias -> aliases.add(String.valueOf(alias)));
                    } else {
                        aliases.add(String.valueOf(each));
                    }
                });
            }
        }
        return aliases;
    }

    /// The models behind an alias, whatever they are called here.
    private Set<String> identities(String alias) {
        Set<String> identities = new LinkedHashSet<>();
        models.apply(alias).ifPresent(model -> {
            if (model instanceof PlannedModel planned) {
                identities.add(planned.provider() + " " + planned.model());
            } else if (model instanceof PlannedGroup group) {
                group.order().members().forEach(member -> identities.addAll(identities(member)));
            }
        });
        return identities;
    }
}
