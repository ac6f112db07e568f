package dev.seedbed.model.http;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Request;
import dev.seedbed.model.http.Refusal.Reason;
import java.util.Optional;

/// The least that an endpoint can speak: `{"prompt"}` is answered by `{"text"}`, and errors by `{"why", "code"}`.
final class PlainFormat implements WireFormat {
    @Override
    public String model() {
        return "m";
    }

    @Override
    public Call write(Request request, int seed) {
        return new Call("/ask?v=1", Json.write(Data.of("prompt", ((Request.Raw) request.input()).text())));
    }

    @Override
    public Optional<Answer> read(Data body, Request request) {
        return body.textIfPresent("text")
                .map(text -> new Answer(text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Override
    public Refusal refusal(int status, Data body) {
        String code = body.textIfPresent("code").orElse("");
        return new Refusal(
                status,
                body.textIfPresent("why").orElse(""),
                code,
                code.equals("quota") ? Reason.QUOTA : Reason.STATUS);
    }
}
