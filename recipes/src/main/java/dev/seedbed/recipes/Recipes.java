package dev.seedbed.recipes;

import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.dialogue.Camel;
import dev.seedbed.recipes.dialogue.Examiner;
import dev.seedbed.recipes.dialogue.TeacherStudent;
import dev.seedbed.recipes.dialogue.ToolDialogue;
import dev.seedbed.recipes.dialogue.TopicDialogue;
import dev.seedbed.recipes.dialogue.TwoPersonas;
import dev.seedbed.recipes.dialogue.UltraChat;
import dev.seedbed.recipes.internal.Resource;
import dev.seedbed.recipes.magpie.Magpie;
import dev.seedbed.recipes.selfinstruct.SelfInstruct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private Recipes() {}

    /// In the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(
                Magpie.TYPE,
                SelfInstruct.TYPE,
                UltraChat.TYPE,
                Camel.TYPE,
                TwoPersonas.TYPE,
                TopicDialogue.TYPE,
                ToolDialogue.TYPE,
                TeacherStudent.TYPE,
                Examiner.TYPE);
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
