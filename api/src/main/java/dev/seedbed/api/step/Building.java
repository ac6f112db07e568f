package dev.seedbed.api.step;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a step is built from.
public interface Building {
    /// The step's name in the pipeline.
    String name();

    /// The checked settings. All template, condition and column parameters have been checked against the
    /// columns.
    Settings settings();

    /// The columns of the samples that reach the step.
    Columns columns();

    /// The model that a model parameter names.
    Model model(Parameter<String> parameter);

    /// The model that an optional model parameter names.
    Optional<Model> findModel(Parameter<String> parameter);

    /// The models that a list of aliases names, in its order; none if it was left out.
    List<Model> models(Parameter<List<String>> parameter);

    /// One of the type's prompts, or what the pipeline has in its place, compiled.
    Template prompt(Prompt prompt);

    /// A way to ask a model for JSON. It reads the settings `structure` and `repairs` where the step takes them.
    /// What is wrong is reported as [#problem] is; the way that is returned then never gets to ask.
    JsonReplies jsonReplies(JsonWanted wanted);

    /// The run's seed.
    long seed();

    /// Whether nothing stands before the step, so that it must make the samples itself.
    boolean begins();

    /// The preset in force; empty if the type has none.
    String preset();

    /// Says that the value of a parameter is wrong, in words that need no parameter name in front: "is 5, but
    /// must be below `maximum`, which is 3". Building goes on, so that all problems are found; the pipeline
    /// will not run.
    void problem(Parameter<?> parameter, String message);

    /// Who offers a capability, to be put behind a problem: "; continuing a bare text is offered by local, ollama".
    /// Empty if nobody does.
    default String offering(Capability capability) {
        return "";
    }

    /// A variable of the environment that the pipeline runs in, where keys come from; empty if it is not set, or to
    /// nothing. Its value belongs into no message.
    default Optional<String> environment(String variable) {
        return Optional.empty();
    }

    /// Notes an input file, so that its sha256 stands in the manifest.
    void input(Path file);
}
