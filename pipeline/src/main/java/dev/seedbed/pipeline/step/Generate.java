package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a model once about each sample, and again only for a reply that cannot be used.
///
/// @param column what a text, or a value that is not spread, is written to
/// @param structure what the reply must be, if it must be JSON
/// @param repairs how often at most an unusable reply is asked for again
record Generate(
        String name,
        Model model,
        Opening opening,
        Sampling sampling,
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

    /// @param schema as it was written
    /// @param reader of replies
    /// @param isEnforced whether the model is held to the schema by its endpoint, so that it need not be told
    /// @param telling the prompt that tells the model the schema
    /// @param repair the prompt that tells the model what is wrong with its reply
    /// @param fields the columns that the fields of an object are spread to; empty if they are not
    /// @param closed whether the schema allows no other fields
    record Structure(
            Map<String, Object> schema,
            StructuredReply reader,
            boolean isEnforced,
            Template telling,
            Template repair,
            List<String> fields,
            boolean closed) {}

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
        return switch (opening.of(sample)) {
            case Opening.Asked.Unusable unusable -> Outcome.rejected(unusable.rejection());
            case Opening.Asked.Raw raw -> generate(sample, work, Request.raw(raw.text(), sampling));
            case Opening.Asked.Chat chat -> generate(sample, work, Request.chat(told(chat.messages()), sampling));
        };
    }

    private Outcome generate(Sample sample, Work work, Request plain) throws InterruptedException {
        Request first = structure
                .filter(Structure::isEnforced)
                .map(structured -> plain.withSchema(structured.schema()))
                .orElse(plain);
        Request request = first;
        Optional<PromptReference> reference = opening.reference();
        for (int attempt = 0; ; attempt++) {
            Ask ask = Ask.of(model, request).attempt(attempt);
            Reply reply = work.ask(reference.map(ask::with).orElse(ask));
            boolean mayAskAgain = attempt < repairs;
            if (reply.finish() == Reply.Finish.LENGTH && onCut == OnCut.RETRY && mayAskAgain) {
                request = first;
                reference = opening.reference();
                continue;
            }
            Optional<Rejection> unusable = unusable(reply, attempt);
            if (unusable.isPresent()) {
                return Outcome.rejected(unusable.get());
            }
            String text = trims ? reply.text().strip() : reply.text();
            if (structure.isEmpty()) {
                return Outcome.passed(sample.with(column, text));
            }
            switch (structure.get().reader().read(text)) {
                case StructuredReply.Reading.Value read -> {
                    return Outcome.passed(with(sample, read.value(), structure.get()));
                }
                case StructuredReply.Reading.Invalid invalid -> {
                    if (!mayAskAgain || !canRepair(first)) {
                        return Outcome.rejected(mismatch(invalid, reply, attempt));
                    }
                    request = repaired(first, reply, invalid.errors(), structure.get());
                    reference = request.equals(first)
                            ? opening.reference()
                            : Optional.of(structure.get().repair().reference());
                }
            }
        }
    }

    private Optional<Rejection> unusable(Reply reply, int attempt) {
        Data evidence = Data.of("reply", Excerpt.ofText(reply.text())).with("attempts", attempt + 1);
        if (reply.finish() == Reply.Finish.FILTERED) {
            return Optional.of(
                    new Rejection("filtered", "The endpoint's own filter cut or withheld the reply.", evidence));
        }
        if (reply.finish() == Reply.Finish.LENGTH && onCut != OnCut.KEEP) {
            return Optional.of(new Rejection(
                    "truncated",
                    "The reply was cut at max-tokens, which is " + sampling.maxTokens() + ".",
                    evidence.with("max_tokens", sampling.maxTokens())));
        }
        if (reply.text().isBlank()) {
            return Optional.of(new Rejection("empty-reply", "The reply holds no text.", evidence));
        }
        return Optional.empty();
    }

    private static Rejection mismatch(StructuredReply.Reading.Invalid invalid, Reply reply, int attempt) {
        String what = invalid.reason().equals("invalid-json") ? "is not JSON" : "does not follow the schema";
        return new Rejection(
                invalid.reason(),
                "The reply " + what + ", in " + (attempt + 1) + (attempt == 0 ? " attempt: " : " attempts: ")
                        + invalid.errors().getFirst(),
                Data.of("reply", Excerpt.ofText(reply.text()))
                        .with("errors", invalid.errors())
                        .with("attempts", attempt + 1));
    }

    /// The conversation, with the schema in its last turn if nothing else holds the model to it.
    private List<Message> told(List<Message> messages) {
        if (structure.isEmpty() || structure.get().isEnforced()) {
            return messages;
        }
        Message last = messages.getLast();
        String schema = Json.write(structure.get().schema());
        String telling = structure.get().telling().render(Map.of("schema", schema));
        List<Message> told = new ArrayList<>(messages);
        told.set(told.size() - 1, new Message(last.role(), last.content() + "\n\n" + telling));
        return told;
    }

    /// A text to continue cannot be answered back to: it can only be asked again, which at temperature 0 is no
    /// use.
    private boolean canRepair(Request first) {
        return first.input() instanceof Request.Chat || sampling.isRandom();
    }

    private static Request repaired(Request first, Reply reply, List<String> errors, Structure structure) {
        if (!(first.input() instanceof Request.Chat chat)) {
            return first;
        }
        String list = "- " + String.join("\n- ", errors);
        List<Message> messages = new ArrayList<>(chat.messages());
        messages.add(Message.assistant(reply.text()));
        messages.add(Message.user(
                structure.repair().render(Map.of("errors", list, "schema", Json.write(structure.schema())))));
        return new Request(new Request.Chat(messages), first.sampling(), first.schema());
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
