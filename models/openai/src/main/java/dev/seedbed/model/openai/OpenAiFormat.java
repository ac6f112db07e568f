package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Request;
import dev.seedbed.model.http.Answer;
import dev.seedbed.model.http.Call;
import dev.seedbed.model.http.Refusal;
import dev.seedbed.model.http.WireFormat;
import java.util.Optional;

/// OpenAI's chat completions and completions.
record OpenAiFormat(RequestBody body, Place place) implements WireFormat {
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
        return place.call(path, body.write(request, seed));
    }

    @Override
    public Optional<Answer> read(Data answer, Request request) {
        return ReplyBody.read(answer, request);
    }

    @Override
    public Optional<Refusal> refusalInside(Data answer) {
        return ErrorBody.inside(answer);
    }

    @Override
    public Refusal refusal(int status, Data answer) {
        return ErrorBody.read(status, answer);
    }
}
