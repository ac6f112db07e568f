package dev.seedbed;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Scorer;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.Curation;
import dev.seedbed.engine.BatchCancellation;
import dev.seedbed.engine.PlannedStep;
import dev.seedbed.engine.RunPlan;
import dev.seedbed.model.bedrock.BedrockProvider;
import dev.seedbed.model.embedding.MiniLmProvider;
import dev.seedbed.model.embedding.OnnxProvider;
import dev.seedbed.model.hosted.HostedProviders;
import dev.seedbed.model.local.LocalProvider;
import dev.seedbed.model.local.PullListener;
import dev.seedbed.model.openai.OpenAiProvider;
import dev.seedbed.pipeline.Binder;
import dev.seedbed.pipeline.Catalogue;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.pipeline.PlannedPipeline;
import dev.seedbed.pipeline.PriceList;
import dev.seedbed.pipeline.step.GeneralSteps;
import dev.seedbed.publish.Outputs;
import dev.seedbed.recipes.Recipes;
import dev.seedbed.store.Durability;
import dev.seedbed.store.SqliteJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private final PriceList prices;
    private final Clock clock;

    private Seedbed(Catalogue catalogue, Map<String, String> environment, PriceList prices, Clock clock) {
        this.catalogue = catalogue;
        this.environment = Map.copyOf(environment);
        this.prices = prices;
        this.clock = clock;
    }

    /// With every step, provider and output that comes with Seedbed, the process's environment and the system's
    /// clock.
    public static Seedbed standard() {
        return standard(PullListener.SILENT);
    }

    /// As [#standard()], with somebody told before a model's file is fetched.
    public static Seedbed standard(PullListener listener) {
        return new Seedbed(standardCatalogue(listener), System.getenv(), PriceList.shipped(), Clock.systemUTC());
    }

    /// This with types of step of one's own beside those that come with Seedbed.
    public Seedbed with(List<StepType> more) {
        List<StepType> steps = new ArrayList<>(catalogue.steps());
        steps.addAll(more);
        return new Seedbed(
                new Catalogue(steps, catalogue.providers(), catalogue.outputs()), environment, prices, clock);
    }

    /// This with providers of one's own beside those that come with Seedbed.
    public Seedbed withProviders(List<Provider> more) {
        List<Provider> providers = new ArrayList<>(catalogue.providers());
        providers.addAll(more);
        return new Seedbed(
                new Catalogue(catalogue.steps(), providers, catalogue.outputs()), environment, prices, clock);
    }

    /// This with another environment, where keys come from.
    public Seedbed withEnvironment(Map<String, String> newEnvironment) {
        return new Seedbed(catalogue, newEnvironment, prices, clock);
    }

    /// This with prices of one's own, which go before those that come with Seedbed.
    public Seedbed withPrices(PriceList own) {
        return new Seedbed(catalogue, environment, own.before(prices), clock);
    }

    /// This with another clock, which says when calls were made and how old prices are.
    public Seedbed withClock(Clock newClock) {
        return new Seedbed(catalogue, environment, prices, newClock);
    }

    /// What models cost whose pipeline does not say.
    public PriceList prices() {
        return prices;
    }

    private static Catalogue standardCatalogue(PullListener listener) {
        List<StepType> steps = new ArrayList<>();
        steps.addAll(GeneralSteps.stepTypes());
        steps.addAll(Recipes.stepTypes());
        steps.addAll(Curation.stepTypes());
        List<Provider> providers = new ArrayList<>();
        providers.add(new LocalProvider(listener));
        providers.addAll(OpenAiProvider.all(Clock.systemUTC()));
        providers.addAll(HostedProviders.all(Clock.systemUTC()));
        providers.add(new BedrockProvider(Clock.systemUTC()));
        providers.add(new MiniLmProvider());
        providers.add(new OnnxProvider());
        return new Catalogue(steps, providers, Outputs.types());
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
        return binder(catalogue).bind(spec);
    }

    /// The gates of a pipeline that has nothing else, to judge rows that stand in files.
    ///
    /// ```java
    /// PipelineSpec spec = Pipeline.named("clean").filter("refusal", "repetition").spec();
    /// List<String> columns = List.of("answer");
    /// RowGates gates = seedbed.gates(spec, columns);
    /// GateExamination clean = new GateExamination(gates.gates(), columns, gates.settings());
    /// Corpus.of(files, columns).keptTo(kept).examine(clean);
    /// ```
    ///
    /// @param columns those that the rows have
    /// @throws dev.seedbed.api.setting.InvalidPipelineException with every problem
    /// @throws dev.seedbed.api.SeedbedException if a step is no gate, or a model is asked
    public RowGates gates(PipelineSpec spec, List<String> columns) {
        return FileGates.of(this, spec, columns);
    }

    /// A model that embeds, for rows that stand in files. Nothing is paid for twice only in a pipeline, which has a
    /// journal and a budget; here every text is asked for.
    ///
    /// ```java
    /// try (EmbeddingEndpoint model = seedbed.embedder("minilm", List.of())) {
    ///     Corpus.of(files, columns).keptTo(kept).examine(new SemanticExamination(model, 0.9));
    /// }
    /// ```
    ///
    /// @param provider as pipelines name it
    /// @param settings of the model as in a pipeline, each as `NAME=VALUE`: `model=text-embedding-3-small`
    /// @return whoever asked for it closes it
    /// @throws dev.seedbed.api.setting.InvalidPipelineException with every problem
    public EmbeddingEndpoint embedder(String provider, List<String> settings) {
        return FileModels.embedder(this, provider, settings);
    }

    private Binder binder(Catalogue from) {
        return new Binder(from, environment, prices, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
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
        try (PlannedPipeline plan = binder(silent(false)).bind(spec)) {
            return DryRun.firstCalls(plan, most, clock);
        }
    }

    private Catalogue silent(boolean isItself) {
        List<Provider> silent = catalogue.providers().stream()
                .map(provider -> DryRun.silent(provider, isItself))
                .toList();
        return new Catalogue(catalogue.steps(), silent, catalogue.outputs());
    }

    /// What is left to do for a pipeline, and what that will take, before any of it is spent. No endpoint is
    /// asked.
    ///
    /// It rests on what the journal in the run's directory holds: after [#run] with [RunOptions#preview] it is
    /// measured, and before anything was answered it is a count of the first prompts.
    ///
    /// @throws dev.seedbed.api.setting.InvalidPipelineException with every problem
    /// @throws dev.seedbed.api.SeedbedException if the journal is damaged or in use
    public Estimate estimate(PipelineSpec spec, RunOptions options) throws InterruptedException {
        Path journalFile = RunDirectory.of(options.directory().orElseGet(() -> Path.of("runs", nameOf(spec))))
                .journal();
        boolean isThere = Files.isRegularFile(journalFile);
        try (PlannedPipeline plan = binder(silent(isThere)).bind(spec);
                Journal journal =
                        isThere ? SqliteJournal.open(journalFile, Durability.PROCESS_DEATH) : Replay.emptyJournal()) {
            RunPlan all = EnginePlan.of(plan, RunOptions.defaults());
            boolean isEndless = all.steps().getFirst().step() instanceof Source source && source.endless();
            Replay.Seen seen =
                    Replay.over(journal, all, isEndless || plan.target().isPresent(), clock);
            Map<String, Integer> concurrency = new LinkedHashMap<>();
            plan.models().forEach(model -> concurrency.put(model.alias(), DryRun.concurrency(model.endpoint())));
            return new Estimator(
                            plan,
                            seen,
                            concurrency,
                            asking(all),
                            journal.spent().cost())
                    .estimate();
        }
    }

    private String nameOf(PipelineSpec spec) {
        try (PlannedPipeline plan = binder(silent(false)).bind(spec)) {
            return plan.name();
        }
    }

    private Set<String> asking(RunPlan plan) {
        Set<String> names = new LinkedHashSet<>();
        for (PlannedStep planned : plan.steps()) {
            boolean takesAModel = catalogue
                    .step(planned.type())
                    .map(type -> type.parameters().stream().anyMatch(parameter -> isModel(parameter.kind())))
                    .orElse(false);
            if (takesAModel && (planned.step() instanceof Generator || planned.step() instanceof Scorer)) {
                names.add(planned.step().name());
            }
        }
        return names;
    }

    private static boolean isModel(Kind<?> kind) {
        return kind instanceof Kind.ModelAlias || (kind instanceof Kind.ListOf<?> list && isModel(list.item()));
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

    /// Ends the batches that stopped runs of a pipeline have left at its endpoints. What was answered by then is
    /// kept in the journal. Blocks until the endpoints say that they have ended.
    ///
    /// @throws dev.seedbed.api.SeedbedException if the pipeline is wrong, the directory in use, or an endpoint
    ///     cannot be asked to
    public BatchCancellation.Cancelled cancelBatches(PipelineSpec spec, RunOptions options)
            throws InterruptedException {
        try (PlannedPipeline plan = plan(spec)) {
            Path journalFile = RunDirectory.of(options.directory().orElse(Path.of("runs", plan.name())))
                    .journal();
            if (!Files.isRegularFile(journalFile)) {
                return new BatchCancellation.Cancelled(0, 0, Map.of());
            }
            try (Journal journal = SqliteJournal.open(journalFile, Durability.PROCESS_DEATH)) {
                return BatchCancellation.cancel(EnginePlan.of(plan, RunOptions.defaults()), journal, clock);
            }
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
