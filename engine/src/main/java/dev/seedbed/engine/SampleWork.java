package dev.seedbed.engine;

import dev.seedbed.api.Draw;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/// What a step may use while it works on one sample.
final class SampleWork implements Work {
    private final RunScope scope;
    private final Journey journey;
    private final String step;
    private final Crew.Worker worker;

    SampleWork(RunScope scope, Journey journey, String step, Crew.Worker worker) {
        this.scope = scope;
        this.journey = journey;
        this.step = step;
        this.worker = worker;
    }

    @Override
    public Reply ask(Ask ask) throws InterruptedException {
        CallDesk.Result result = scope.desk().ask(step, journey.candidate.number, journey.sample.id(), ask, worker);
        journey.spent(result);
        return result.reply();
    }

    @Override
    public List<Reply> askAll(List<Ask> asks) throws InterruptedException {
        if (asks.size() == 1) {
            return List.of(ask(asks.getFirst()));
        }
        List<CompletableFuture<CallDesk.Result>> answers = new ArrayList<>(asks.size());
        for (Ask ask : asks) {
            CompletableFuture<CallDesk.Result> answer = new CompletableFuture<>();
            answers.add(answer);
            scope.crew().start(other -> {
                try {
                    answer.complete(scope.desk().ask(step, journey.candidate.number, journey.sample.id(), ask, other));
                } catch (Throwable failure) {
                    answer.completeExceptionally(failure);
                }
            });
        }
        // All of them, even if the first fails or the run stops: the others may be answered, and are paid for. The
        // stop reaches whoever asks, so this does not wait longer than they do.
        try (Recall.Pause _ = scope.crew().recall().pause(() -> answers.stream().allMatch(Future::isDone))) {
            awaitAll(answers);
        }
        for (CompletableFuture<CallDesk.Result> answer : answers) {
            if (answer.state() == Future.State.SUCCESS) {
                journey.spent(answer.resultNow());
            }
        }
        List<Reply> replies = new ArrayList<>(asks.size());
        for (CompletableFuture<CallDesk.Result> answer : answers) {
            replies.add(result(answer).reply());
        }
        return replies;
    }

    @Override
    public List<float[]> embed(Model model, List<String> texts) throws InterruptedException {
        if (!model.capabilities().contains(Capability.EMBED)) {
            throw new IllegalArgumentException("step '" + step + "' asks the model '" + model.alias()
                    + "' for vectors, but it cannot turn texts into vectors");
        }
        if (texts.isEmpty()) {
            return List.of();
        }
        List<Ask> asks = texts.stream()
                .map(text -> Ask.of(model, TextsEndpoint.request(Json.wellFormed(text))))
                .toList();
        return askAll(asks).stream().map(reply -> VectorText.read(reply.text())).toList();
    }

    private static void awaitAll(List<CompletableFuture<CallDesk.Result>> answers) {
        // Join is not interrupted, and keeps the interruption for whoever waits next.
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null)
                .join();
    }

    private static CallDesk.Result result(CompletableFuture<CallDesk.Result> answer) throws InterruptedException {
        if (answer.state() == Future.State.SUCCESS) {
            return answer.resultNow();
        }
        switch (answer.exceptionNow()) {
            case InterruptedException _ -> throw new InterruptedException();
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case Throwable other -> throw new AssertionError(other);
        }
    }

    @Override
    public RandomGenerator random(int n) {
        return Draw.of(scope.seed(), journey.sample.id(), step, n, 0).random();
    }

    @Override
    public long candidate() {
        return journey.candidate.number;
    }
}
