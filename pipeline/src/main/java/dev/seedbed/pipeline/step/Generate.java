package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a model once about each sample, and again only for a reply that cannot be used.
///
/// @param samplings how words are drawn for each sample
/// @param column what a text, or a value that is not spread, is written to
/// @param structure what the reply must be, if it must be JSON
/// @param repairs how often at most a cut text is asked for again; a [Structure] has its own
record Generate(
        String name,
        Model model,
        Opening opening,
        SamplingBySample samplings,
        String column,
        Optional<Structure> structure,
        OnCut onCut,
        int repairs,
        boolean trims)
        implements Generator {

    /// What becomes of a reply that was cut at `max-tokens`.
    enum OnCut {
        REJECT,
        KEEP,
        RETRY
    }

    /// @param replies how the model is asked for it
    /// @param fields the columns that the fields of an object are spread to; empty if they are not
    /// @param closed whether the schema allows no other fields
    record Structure(JsonReplies replies, List<String> fields, boolean closed) {}

    @Override
    public Columns columnsAfter(Columns before) {
        if (structure.isEmpty() || structure.get().fields().isEmpty()) {
            return before.plus(List.of(column));
        }
        Columns after = before.plus(structure.get().fields());
        return new Columns(after.names(), after.complete() && structure.get().closed());
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        return switch (samplings.of(sample)) {
            case SamplingBySample.Unusable unusable -> Outcome.rejected(unusable.rejection());
            case SamplingBySample.Usable usable -> generate(sample, work, usable.sampling());
        };
    }

    private Outcome generate(Sample sample, Work work, Sampling sampling) throws InterruptedException {
        return switch (opening.of(sample)) {
            case Opening.Asked.Unusable unusable -> Outcome.rejected(unusable.rejection());
            case Opening.Asked.Raw raw -> generate(sample, work, Request.raw(raw.text(), sampling));
            case Opening.Asked.Chat chat -> generate(sample, work, Request.chat(chat.messages(), sampling));
        };
    }

    private Outcome generate(Sample sample, Work work, Request request) throws InterruptedException {
        Ask plain = Ask.of(model, request);
        Ask ask = opening.reference().map(plain::with).orElse(plain);
        return structure.isPresent() ? json(sample, work, ask, structure.get()) : text(sample, work, ask);
    }

    private Outcome json(Sample sample, Work work, Ask ask, Structure wanted) throws InterruptedException {
        return switch (wanted.replies().ask(work, ask)) {
            case JsonReplies.Value given -> Outcome.passed(with(sample, given.value(), wanted));
            case JsonReplies.Invalid invalid -> Outcome.rejected(invalid.rejection());
        };
    }

    private Outcome text(Sample sample, Work work, Ask ask) throws InterruptedException {
        int attempt = 0;
        Reply reply = work.ask(ask);
        while (reply.finish() == Reply.Finish.LENGTH && onCut == OnCut.RETRY && attempt < repairs) {
            attempt++;
            reply = work.ask(ask.attempt(attempt));
        }
        Optional<Rejection> unusable =
                unusable(reply, attempt, ask.request().sampling().maxTokens());
        return unusable.isPresent()
                ? Outcome.rejected(unusable.get())
                : Outcome.passed(sample.with(column, trims ? reply.text().strip() : reply.text()));
    }

    private Optional<Rejection> unusable(Reply reply, int attempt, int maxTokens) {
        Data evidence = Data.of("reply", Excerpt.ofText(reply.text())).with("attempts", attempt + 1);
        if (reply.finish() == Reply.Finish.FILTERED) {
            return Optional.of(
                    new Rejection("filtered", "The endpoint's own filter cut or withheld the reply.", evidence));
        }
        if (reply.finish() == Reply.Finish.LENGTH && onCut != OnCut.KEEP) {
            return Optional.of(new Rejection(
                    "truncated",
                    "The reply was cut at max-tokens, which is " + maxTokens + ".",
                    evidence.with("max_tokens", maxTokens)));
        }
        if (reply.text().isBlank()) {
            return Optional.of(new Rejection("empty-reply", "The reply holds no text.", evidence));
        }
        return Optional.empty();
    }

    private Sample with(Sample sample, @Nullable Object value, Structure structured) {
        if (structured.fields().isEmpty() || !(value instanceof Map<?, ?> object)) {
            return sample.with(column, value);
        }
        Map<String, @Nullable Object> spread = new LinkedHashMap<>();
        structured.fields().forEach(field -> spread.put(field, null));
        object.forEach((field, content) -> spread.put((String) field, content));
        return sample.with(sample.data().with(Data.copyOf(spread)));
    }
}
