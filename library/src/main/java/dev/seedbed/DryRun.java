package dev.seedbed;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.ForwardingEndpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.engine.Run;
import dev.seedbed.engine.RunPlan;
import dev.seedbed.engine.RunRecorder;
import dev.seedbed.pipeline.PlannedPipeline;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Runs a pipeline up to its first questions, which no endpoint gets to see.
///
/// Every model is one that never answers, so each candidate ends at the first question that is asked about it.
/// With one candidate on its way at a time, the questions come in candidate order.
final class DryRun {
    private DryRun() {}

    static List<JournalledCall> firstCalls(PlannedPipeline plan, int wanted, Clock clock) throws InterruptedException {
        Questions questions = new Questions(wanted);
        RunPlan all = EnginePlan.of(plan, RunOptions.defaults());
        RunPlan one = new RunPlan(
                all.name(),
                all.seed(),
                EnginePlan.withoutExporters(all.steps()),
                all.models(),
                all.target(),
                all.patience(),
                all.caps(),
                all.calls().withoutBrake(),
                1,
                false,
                all.inputs(),
                all.groups(),
                false,
                Map.of());
        Run run = new Run(one, questions, new Nobody(), clock);
        questions.enough = Optional.of(run::stop);
        run.execute();
        return questions.calls();
    }

    /// A provider that reads its settings as the real one does, and whose models never answer.
    ///
    /// @param isItself whether its models are known by their own identity, by which a journal knows answers; a
    ///     local model may then have to fetch its file
    static Provider silent(Provider provider, boolean isItself) {
        return new SilentProvider(provider, isItself);
    }

    /// How many calls the real endpoint behind a silent one takes at once.
    static int concurrency(Endpoint endpoint) {
        return switch (endpoint) {
            case SilentEmbedder silent -> silent.real.concurrency();
            case ForwardingEndpoint forwarding -> concurrency(forwarding.real());
            default -> endpoint.concurrency();
        };
    }

    /// Keeps the questions as a journal keeps calls that failed for good.
    private static final class Questions implements Journal {
        private final List<JournalledCall> calls = Collections.synchronizedList(new ArrayList<>());
        private final int wanted;
        private volatile Optional<Runnable> enough = Optional.empty();

        Questions(int wanted) {
            this.wanted = wanted;
        }

        List<JournalledCall> calls() {
            return List.copyOf(calls.subList(0, Math.min(wanted, calls.size())));
        }

        @Override
        public Optional<JournalledCall> find(Hash key) {
            return Optional.empty();
        }

        @Override
        public void append(JournalledCall call) {
            calls.add(call);
            if (calls.size() >= wanted) {
                enough.ifPresent(Runnable::run);
            }
        }

        @Override
        public long size() {
            return calls.size();
        }

        @Override
        public Spent spent() {
            return new Spent(0, Usage.NONE, List.of(), 0);
        }

        @Override
        public void close() {}
    }

    private static final class Nobody implements RunRecorder {
        @Override
        public void accept(Sample sample) {}

        @Override
        public void record(LedgerEntry entry) {}
    }

    private record SilentProvider(Provider real, boolean isItself) implements Provider {
        @Override
        public String id() {
            return real.id();
        }

        @Override
        public String summary() {
            return real.summary();
        }

        @Override
        public List<Parameter<?>> parameters() {
            return real.parameters();
        }

        @Override
        public Endpoint open(Settings settings, Map<String, String> environment) {
            Endpoint endpoint = real.open(settings, environment);
            return endpoint instanceof EmbeddingEndpoint embedding
                    ? new SilentEmbedder(embedding)
                    : new SilentEndpoint(endpoint, isItself);
        }

        @Override
        public boolean isFree() {
            return real.isFree();
        }
    }

    private record SilentEndpoint(Endpoint real, boolean isItself) implements ForwardingEndpoint {
        @Override
        public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException {
            throw new CallFailedException(CallFailedException.Remedy.GIVE_UP, "this is a dry run");
        }

        /// It answers no batch either.
        @Override
        public Optional<BatchService> batchService() {
            return Optional.empty();
        }

        /// The real one may have to fetch the model's file.
        @Override
        public String identity() {
            return isItself ? real.identity() : "dry-run";
        }

        @Override
        public int concurrency() {
            return 1;
        }
    }

    private record SilentEmbedder(EmbeddingEndpoint real) implements EmbeddingEndpoint {
        @Override
        public EmbeddingReply embed(List<String> texts, Duration deadline) throws CallFailedException {
            throw new CallFailedException(CallFailedException.Remedy.GIVE_UP, "this is a dry run");
        }

        @Override
        public String identity() {
            return "dry-run";
        }

        @Override
        public OptionalInt dimensions() {
            return real.dimensions();
        }

        @Override
        public int mostTexts() {
            return 1;
        }

        @Override
        public long mostTokens() {
            return real.mostTokens();
        }

        @Override
        public int mostTokensPerText() {
            return real.mostTokensPerText();
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
