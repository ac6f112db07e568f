package dev.seedbed;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.Curation;
import dev.seedbed.model.local.LocalProvider;
import dev.seedbed.model.local.PullListener;
import dev.seedbed.model.openai.OpenAiProvider;
import dev.seedbed.pipeline.Binder;
import dev.seedbed.pipeline.Catalogue;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.pipeline.PlannedPipeline;
import dev.seedbed.pipeline.step.GeneralSteps;
import dev.seedbed.publish.Outputs;
import dev.seedbed.recipes.Recipes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Seedbed as a library.
///
/// ```java
/// PipelineSpec spec = Pipeline.named("primes")
///         .seed(42)
///         .model("writer", "local", model -> model.set("model", "smollm2-135m-instruct"))
///         .target(20)
///         .step("magpie", step -> step.set("model", "writer"))
///         .filter("refusal", "repetition")
///         .output("sft-messages")
///         .spec();
/// RunResult result = Seedbed.standard().run(spec, RunOptions.defaults());
/// ```
///
/// The words are those of the YAML, and so are the run's directory and everything in it: what was begun here
/// can be resumed by the command line, and the other way round. Immutable and thread-safe.
public final class Seedbed {
    private final Catalogue catalogue;
    private final Map<String, String> environment;
    private final Clock clock;

    private Seedbed(Catalogue catalogue, Map<String, String> environment, Clock clock) {
        this.catalogue = catalogue;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    /// With every step, provider and output that comes with Seedbed, the process's environment and the system's
    /// clock.
    public static Seedbed standard() {
        return standard(PullListener.SILENT);
    }

    /// As [#standard()], with somebody told before a model's file is fetched.
    public static Seedbed standard(PullListener listener) {
        return new Seedbed(standardCatalogue(listener), System.getenv(), Clock.systemUTC());
    }

    /// This with types of step of one's own beside those that come with Seedbed.
    public Seedbed with(List<StepType> more) {
        List<StepType> steps = new ArrayList<>(catalogue.steps());
        steps.addAll(more);
        return new Seedbed(new Catalogue(steps, catalogue.providers(), catalogue.outputs()), environment, clock);
    }

    /// This with providers of one's own beside those that come with Seedbed.
    public Seedbed withProviders(List<Provider> more) {
        List<Provider> providers = new ArrayList<>(catalogue.providers());
        providers.addAll(more);
        return new Seedbed(new Catalogue(catalogue.steps(), providers, catalogue.outputs()), environment, clock);
    }

    /// This with another environment, where keys come from.
    public Seedbed withEnvironment(Map<String, String> newEnvironment) {
        return new Seedbed(catalogue, newEnvironment, clock);
    }

    private static Catalogue standardCatalogue(PullListener listener) {
        List<StepType> steps = new ArrayList<>();
        steps.addAll(GeneralSteps.stepTypes());
        steps.addAll(Recipes.stepTypes());
        steps.addAll(Curation.stepTypes());
        return new Catalogue(steps, List.of(new LocalProvider(listener), new OpenAiProvider()), Outputs.types());
    }

    /// What pipelines can name.
    public Catalogue catalogue() {
        return catalogue;
    }

    /// Reads a pipeline from a file of YAML.
    public PipelineSpec read(Path file) {
        return PipelineReader.read(file);
    }

    /// Checks a pipeline without running it.
    ///
    /// @throws dev.seedbed.api.setting.InvalidPipelineException with every problem
    public PlannedPipeline plan(PipelineSpec spec) {
        return new Binder(catalogue, environment).bind(spec);
    }

    /// The first calls that a run would make, in candidate order, as a journal would hold them. No endpoint is
    /// asked; a question that needs an earlier reply is not reached.
    ///
    /// @param most how many, at most
    /// @throws dev.seedbed.api.setting.InvalidPipelineException with every problem
    public List<JournalledCall> dryRun(PipelineSpec spec, int most) throws InterruptedException {
        if (most < 1) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "a dry run of " + most + " calls shows nothing; ask for 1 or more");
        }
        List<Provider> silent =
                catalogue.providers().stream().map(DryRun::silent).toList();
        Catalogue dry = new Catalogue(catalogue.steps(), silent, catalogue.outputs());
        try (PlannedPipeline plan = new Binder(dry, environment).bind(spec)) {
            return DryRun.firstCalls(plan, most, clock);
        }
    }

    /// Begins a run, or goes on with one: takes hold of its directory.
    ///
    /// @throws dev.seedbed.api.SeedbedException if the pipeline is wrong, or the directory unusable or in use
    public Session open(PipelineSpec spec, RunOptions options) {
        PlannedPipeline plan = plan(spec);
        try {
            Path path = options.directory().orElse(Path.of("runs", plan.name()));
            RunDirectory directory = RunDirectory.of(path);
            return new Session(
                    plan, options.previewRows().isPresent() ? directory.preview() : directory, options, clock);
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    /// Runs a pipeline to its end.
    ///
    /// @throws dev.seedbed.api.SeedbedException if it cannot begin; what ends it later is in the result
    public RunResult run(PipelineSpec spec, RunOptions options) throws InterruptedException {
        try (Session session = open(spec, options)) {
            return session.execute();
        }
    }
}
