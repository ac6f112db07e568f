package dev.seedbed.model.embedding;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A classifier of this process as an endpoint. Its weights are loaded by the first call.
final class ClassifierEndpoint implements Endpoint {
    private final ClassifierFiles files;
    private final int cores;
    private final NativeModel<Classifier> model;

    ClassifierEndpoint(ClassifierFiles files, int cores) {
        this.files = files;
        this.cores = cores;
        this.model = new NativeModel<>("the classifier " + files.weights(), cores, () -> Classifier.load(files));
    }

    @Override
    public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException {
        return switch (request.input()) {
            case Request.Raw(String text) -> {
                List<NativeModel.Question<Classifier, Classifier.Labelled>> one = List.of(loaded -> loaded.label(text));
                Classifier.Labelled labelled = model.answers(one, deadline).getFirst();
                yield Reply.of(labelled.labels().asText(), Reply.Finish.STOP, new Usage(labelled.tokens(), 0, false));
            }
            case Request.Chat _ ->
                throw new CallFailedException(
                        Remedy.STOP_RUN, files.folder() + " holds a classifier, which labels texts and cannot answer");
        };
    }

    @Override
    public String identity() {
        return files.identity();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.CLASSIFY);
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return Optional.empty();
    }

    @Override
    public List<String> labels() {
        return files.labels();
    }

    /// One more than cores, so that they have work while an answer is written down.
    @Override
    public int concurrency() {
        return cores + 1;
    }

    @Override
    public void close() {
        model.close();
    }
}
