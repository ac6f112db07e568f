package dev.seedbed.pipeline;

import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.ForwardingEndpoint;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.step.JsonReplies.Rung;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// An endpoint that is watched for refusing a form of JSON that it is said to be able to give.
///
/// Such a refusal comes as the answer to one request, as a row's own fault does, but every row would fail of it.
/// So it stops the run before a row is blamed, and says which settings help. It is told by two signs: no request
/// with that form has been answered yet, and the endpoint's words are about the form. Thread-safe.
record WatchedEndpoint(Endpoint real, Set<Request.Format> answered) implements ForwardingEndpoint {
    /// What endpoints call the forms when they refuse them: OpenAI, vLLM, Ollama, Mistral, Gemini and Anthropic,
    /// by their references and the words of their errors, read in November 2026.
    private static final List<String> FORMS = List.of(
            "response_format",
            "response format",
            "responseformat",
            "json_schema",
            "json_object",
            "json mode",
            "schema",
            "structured",
            "tool",
            "function call",
            "function_call",
            "functions",
            "grammar",
            "guided_",
            "mime",
            "output_format",
            "output_config");

    /// Groq's codes for a reply that went wrong (API reference, "Structured outputs" and "Tool use"): the row's.
    private static final List<String> OF_THE_REPLY =
            List.of("json_validate_failed", "tool_use_failed", "failed_generation");

    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 415, 422, 501);

    /// Where the schemas differ from row to row, the rest is not worth the memory.
    private static final int MOST_REMEMBERED = 1_000;

    static Endpoint of(Endpoint endpoint) {
        // Vectors have no form.
        return endpoint instanceof EmbeddingEndpoint
                ? endpoint
                : new WatchedEndpoint(endpoint, ConcurrentHashMap.newKeySet());
    }

    @Override
    public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException {
        Optional<Request.Format> format = request.format();
        try {
            Reply reply = real.ask(request, seed, deadline);
            format.ifPresent(this::answered);
            return reply;
        } catch (CallFailedException failure) {
            throw format.isPresent() ? asSeen(format.get(), failure) : failure;
        }
    }

    @Override
    public Optional<BatchService> batchService() {
        return real.batchService().map(service -> new WatchedBatches(service, this));
    }

    /// A request with this form was answered.
    void answered(Request.Format format) {
        if (answered.size() < MOST_REMEMBERED) {
            answered.add(format);
        }
    }

    /// The failure of a request with this form: another, if the form is to blame.
    CallFailedException asSeen(Request.Format format, CallFailedException failure) {
        return !answered.contains(format) && isAboutTheForm(failure) ? refused(format, failure) : failure;
    }

    private static boolean isAboutTheForm(CallFailedException failure) {
        boolean isFinal = switch (failure.remedy()) {
            case GIVE_UP, STOP_RUN -> true;
            case RETRY, SLOW_DOWN, UNREACHABLE -> false;
        };
        String said = (failure.getMessage() + " " + failure.body()).toLowerCase(Locale.ROOT);
        return isFinal
                && failure.status().isPresent()
                && REFUSALS.contains(failure.status().getAsInt())
                && FORMS.stream().anyMatch(said::contains)
                && OF_THE_REPLY.stream().noneMatch(said::contains);
    }

    private CallFailedException refused(Request.Format format, CallFailedException failure) {
        Rung rung = rung(format);
        String lower = Arrays.stream(Rung.values())
                .filter(each -> each.compareTo(rung) > 0)
                .filter(each -> each.needed().map(real.capabilities()::contains).orElse(true))
                .map(each -> "`structure: " + each.word() + "`")
                .collect(Collectors.joining(" or "));
        String what = switch (rung) {
            case SCHEMA -> "JSON by a schema";
            case TOOL -> "a call of a function";
            case JSON, INSTRUCTIONS -> "JSON";
        };
        return new CallFailedException(
                Remedy.STOP_RUN,
                "it refuses to be asked for " + what + ": " + failure.getMessage() + "; give the step " + lower
                        + ", or take `" + rung.needed().orElseThrow().name().toLowerCase(Locale.ROOT)
                        + "` from the model's `capabilities`",
                failure.status(),
                failure.retryAfter(),
                failure.body(),
                failure);
    }

    private static Rung rung(Request.Format format) {
        return switch (format) {
            case Request.Schema _ -> Rung.SCHEMA;
            case Request.Tool _ -> Rung.TOOL;
            case Request.AnyJson _ -> Rung.JSON;
        };
    }
}
