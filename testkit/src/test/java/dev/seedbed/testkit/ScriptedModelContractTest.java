package dev.seedbed.testkit;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import java.util.List;
import java.util.Optional;

class ScriptedModelContractTest extends EndpointContract {
    private ScriptedModel latest = ScriptedModel.usual();

    @Override
    protected Endpoint open() {
        latest = ScriptedModel.usual();
        return latest;
    }

    @Override
    protected Request slow() {
        latest.hold();
        return Request.raw("wait", Sampling.of(0, 8));
    }

    @Override
    protected void becomeQuick() {
        latest.release();
    }

    @Override
    protected Optional<Request> echoing(String text) {
        return Optional.of(Request.chat(List.of(Message.user("echo:" + text)), Sampling.of(0, 1_000)));
    }
}
