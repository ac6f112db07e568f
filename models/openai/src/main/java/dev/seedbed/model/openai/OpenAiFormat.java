package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Request;
import dev.seedbed.model.http.Answer;
import dev.seedbed.model.http.Call;
import dev.seedbed.model.http.Refusal;
import dev.seedbed.model.http.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// OpenAI's chat completions and completions.
///
/// @param before what stands before `/chat/completions`
/// @param after what stands behind it: a query, or nothing
record OpenAiFormat(RequestBody body, String before, String after) implements WireFormat {
    @Override
    public String model() {
        return body.model();
    }

    @Override
    public Call write(Request request, int seed) throws CallFailedException {
        String path = switch (request.input()) {
            case Request.Chat _ -> "/chat/completions";
            case Request.Raw _ -> "/completions";
        };
        return new Call(before + path + after, body.write(request, seed));
    }

    @Override
    public Optional<Answer> read(Data answer, Request request) {
        return ReplyBody.read(answer, request);
    }

    /// In the body, or in its only choice: OpenRouter, "Errors and debugging" (2026).
    @Override
    public Optional<Refusal> refusalInside(Data answer) {
        Object error = answer.value("error");
        if (error == null
                && answer.value("choices") instanceof List<?> choices
                && !choices.isEmpty()
                && choices.getFirst() instanceof Map<?, ?> choice) {
            error = choice.get("error");
        }
        if (!(error instanceof Map<?, ?> found)) {
            return Optional.empty();
        }
        int status = found.get("code") instanceof Long code && code >= 400 && code < 600 ? code.intValue() : 502;
        return Optional.of(ErrorBody.of(status, found));
    }

    @Override
    public Refusal refusal(int status, Data answer) {
        return ErrorBody.read(status, answer);
    }
}
