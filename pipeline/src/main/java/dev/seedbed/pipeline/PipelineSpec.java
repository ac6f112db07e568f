package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a pipeline says, whether it was written in YAML or in Java, before it is checked.
///
/// ```java
/// PipelineSpec spec = PipelineReader.read(Path.of("pipeline.yaml")).with(List.of("target=10", "seed=7"));
/// ```
///
/// It is the tree of what was written and where, in the words of the YAML; what it means is for the [Binder].
/// Immutable.
///
/// @param root the pipeline's keys
/// @param directory what relative paths are relative to
/// @param text the pipeline as its author wrote it; what Java built or `--set` changed, as YAML
/// @param problems found while reading that do not keep the rest from being checked, such as a key written
///     twice
public record PipelineSpec(Raw.Fields root, Path directory, String text, List<Problem> problems) {
    public PipelineSpec {
        problems = List.copyOf(problems);
    }

    /// This with values replaced, as `--set path=value` does.
    ///
    /// A path is made of keys and, in lists, numbers from 0, joined by dots: `steps.0.magpie.model`. A step may
    /// be named instead of counted: `steps.magpie.model`. A key that has dots stands in double quotes. A value
    /// is a number, `true`, `null` (which removes the key), a text, or a list or map in YAML's flow style.
    public PipelineSpec with(List<String> overrides) {
        return overrides.isEmpty() ? this : Overrides.apply(this, overrides);
    }

    /// This with a step in front of its others, of a type that needs no settings.
    public PipelineSpec startingWith(String type) {
        List<Raw.Field> fields = new ArrayList<>();
        Raw first = new Raw.Scalar(type, type, root.location(), Optional.empty());
        for (Raw.Field field : root.fields()) {
            boolean steps = field.name().equals("steps") && field.raw() instanceof Raw.Items;
            fields.add(
                    steps ? new Raw.Field("steps", field.location(), behind(first, (Raw.Items) field.raw())) : field);
        }
        Raw.Fields changed = new Raw.Fields(fields, root.location());
        return new PipelineSpec(changed, directory, YamlText.of(changed), problems);
    }

    private static Raw behind(Raw first, Raw.Items others) {
        List<Raw> items = new ArrayList<>(List.of(first));
        items.addAll(others.items());
        return new Raw.Items(items, others.location());
    }

    /// The pipeline as YAML that reads back to the same values.
    public String toYaml() {
        return YamlText.of(root);
    }
}
