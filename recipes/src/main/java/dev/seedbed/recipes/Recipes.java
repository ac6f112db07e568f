package dev.seedbed.recipes;

import dev.seedbed.api.Json;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.backtranslation.Backtranslation;
import dev.seedbed.recipes.dialogue.Camel;
import dev.seedbed.recipes.dialogue.Examiner;
import dev.seedbed.recipes.dialogue.TeacherStudent;
import dev.seedbed.recipes.dialogue.ToolDialogue;
import dev.seedbed.recipes.dialogue.TopicDialogue;
import dev.seedbed.recipes.dialogue.TwoPersonas;
import dev.seedbed.recipes.dialogue.UltraChat;
import dev.seedbed.recipes.direct.InstructionPair;
import dev.seedbed.recipes.evolve.AutoEvolInstruct;
import dev.seedbed.recipes.evolve.EvolInstruct;
import dev.seedbed.recipes.instructlab.InstructLab;
import dev.seedbed.recipes.internal.Resource;
import dev.seedbed.recipes.magpie.Magpie;
import dev.seedbed.recipes.magpie.MagpieTags;
import dev.seedbed.recipes.orca.Orca;
import dev.seedbed.recipes.persona.DistinctPersonas;
import dev.seedbed.recipes.persona.PersonaTasks;
import dev.seedbed.recipes.persona.Personas;
import dev.seedbed.recipes.preference.BestOfN;
import dev.seedbed.recipes.preference.ConstitutionalAi;
import dev.seedbed.recipes.preference.ConstitutionalPreference;
import dev.seedbed.recipes.preference.ConstraintRelaxation;
import dev.seedbed.recipes.preference.ContrastivePersona;
import dev.seedbed.recipes.preference.CritiqueRevise;
import dev.seedbed.recipes.preference.SelfRewarding;
import dev.seedbed.recipes.preference.Spin;
import dev.seedbed.recipes.preference.UltraFeedback;
import dev.seedbed.recipes.selfinstruct.Alpaca;
import dev.seedbed.recipes.selfinstruct.SeedExpansion;
import dev.seedbed.recipes.selfinstruct.SelfInstruct;
import dev.seedbed.recipes.taxonomy.Glan;
import dev.seedbed.recipes.taxonomy.TopicTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The recipes that a pipeline can name, each with a pipeline to begin with.
public final class Recipes {
    private static final Pattern DATA = Pattern.compile("\\bdata/[A-Za-z0-9_.-]*[A-Za-z0-9]");

    /// A pipeline that runs as it is on the embedded model.
    ///
    /// @param pipeline the YAML, with comments
    /// @param files what it reads, by path beside it
    public record Starter(String pipeline, Map<String, String> files) {
        public Starter {
            files = Map.copyOf(files);
        }
    }

    /// What one accepted row took when the starter pipeline was run.
    ///
    /// @param callsPerRow model calls, those for rows that were rejected among them
    /// @param model which model the figures are of
    /// @param measured the day, as `2026-11-21`
    public record Effort(
            double callsPerRow, double inputTokensPerRow, double outputTokensPerRow, String model, String measured) {}

    private Recipes() {}

    /// In the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(
                SelfInstruct.TYPE,
                Alpaca.TYPE,
                EvolInstruct.TYPE,
                AutoEvolInstruct.TYPE,
                Orca.TYPE,
                InstructionPair.TYPE,
                SeedExpansion.TYPE,
                Magpie.TYPE,
                MagpieTags.TYPE,
                Personas.TYPE,
                DistinctPersonas.TYPE,
                PersonaTasks.TYPE,
                Glan.TYPE,
                TopicTree.TYPE,
                InstructLab.TYPE,
                Backtranslation.TYPE,
                UltraFeedback.TYPE,
                BestOfN.TYPE,
                SelfRewarding.TYPE,
                ConstitutionalAi.TYPE,
                ConstitutionalPreference.TYPE,
                ContrastivePersona.TYPE,
                ConstraintRelaxation.TYPE,
                CritiqueRevise.TYPE,
                Spin.TYPE,
                UltraChat.TYPE,
                Camel.TYPE,
                TwoPersonas.TYPE,
                TopicDialogue.TYPE,
                ToolDialogue.TYPE,
                TeacherStudent.TYPE,
                Examiner.TYPE);
    }

    /// What a row of the recipe takes; empty as long as nobody has measured it.
    public static Optional<Effort> effort(StepType recipe) {
        return Json.parseObject(Resource.read("efforts.json")).value(recipe.id()) instanceof Map<?, ?> figures
                ? Optional.of(new Effort(
                        number(figures, "calls"),
                        number(figures, "input_tokens"),
                        number(figures, "output_tokens"),
                        String.valueOf(figures.get("model")),
                        String.valueOf(figures.get("measured"))))
                : Optional.empty();
    }

    private static double number(Map<?, ?> figures, String name) {
        if (figures.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException("efforts.json has no number '" + name + "' in " + figures);
    }

    /// What `seedbed recipes init` writes.
    ///
    /// @param recipe one of [#stepTypes]
    public static Starter starter(StepType recipe) {
        String pipeline = Resource.read("examples/" + recipe.id() + ".yaml");
        Map<String, String> files = new LinkedHashMap<>();
        Matcher mentioned = DATA.matcher(pipeline);
        while (mentioned.find()) {
            files.computeIfAbsent(mentioned.group(), path -> Resource.read("examples/" + path));
        }
        return new Starter(pipeline, files);
    }
}
