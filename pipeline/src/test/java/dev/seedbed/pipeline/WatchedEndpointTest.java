package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.testkit.ScriptedModel;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WatchedEndpointTest {
    private static final Request PLAIN = Request.chat(List.of(Message.user("Rate it.")), Sampling.of(0, 50));
    private static final Request BY_SCHEMA = PLAIN.withSchema(Map.of("type", "object"));
    private static final String UNSUPPORTED =
            "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.";

    @Test
    void aRefusedFormStopsTheRunAndNamesTheSettings() {
        CallFailedException failure = failure(refusing(400, UNSUPPORTED, Remedy.GIVE_UP), BY_SCHEMA);
        assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN);
        assertThat(failure)
                .hasMessage("it refuses to be asked for JSON by a schema: " + UNSUPPORTED + "; give the step"
                        + " `structure: tool` or `structure: instructions`, or take `schema` from the model's"
                        + " `capabilities`");
        assertThat(failure.body()).isEqualTo("the body");
        assertThat(failure.status()).hasValue(400);

        CallFailedException tools = failure(
                refusing(404, "No endpoints found that support tool use", Remedy.STOP_RUN),
                PLAIN.withFormat(new Request.Tool("reply", "", Map.of("type", "object"))));
        assertThat(tools).hasMessageContaining("give the step `structure: instructions`, or take `tools`");
    }

    @Test
    void aRowsOwnFaultStaysItsOwn() {
        assertThat(remedy(400, UNSUPPORTED, Remedy.GIVE_UP, PLAIN)).isEqualTo(Remedy.GIVE_UP);
        assertThat(remedy(400, "the prompt is too long", Remedy.GIVE_UP, BY_SCHEMA))
                .isEqualTo(Remedy.GIVE_UP);
        assertThat(remedy(500, UNSUPPORTED, Remedy.RETRY, BY_SCHEMA)).isEqualTo(Remedy.RETRY);
        assertThat(remedy(400, "json_validate_failed: not the expected schema", Remedy.GIVE_UP, BY_SCHEMA))
                .isEqualTo(Remedy.GIVE_UP);
        assertThat(failure(refusing(401, "no key for structured output", Remedy.STOP_RUN), BY_SCHEMA))
                .hasMessage("no key for structured output");
    }

    @Test
    void whatWasAnsweredOnceIsNotRefused() throws Exception {
        boolean[] refuses = {false};
        Endpoint endpoint = WatchedEndpoint.of(new ScriptedModel((request, _) -> {
            if (refuses[0]) {
                throw refusal(400, UNSUPPORTED, Remedy.GIVE_UP);
            }
            return ScriptedModel.reply(request, "{}");
        }));
        endpoint.ask(BY_SCHEMA, 1, Duration.ofSeconds(5));
        refuses[0] = true;
        assertThat(failure(endpoint, BY_SCHEMA).remedy()).isEqualTo(Remedy.GIVE_UP);
        assertThat(failure(endpoint, PLAIN.withSchema(Map.of("type", "array"))).remedy())
                .isEqualTo(Remedy.STOP_RUN);
    }

    /// A method with a default of its own would otherwise be answered by the default, not by the endpoint.
    @Test
    void passesEveryMethodOn() throws Exception {
        for (Method method : Endpoint.class.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                assertThat(WatchedEndpoint.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .getDeclaringClass())
                        .as(method.getName())
                        .isNotEqualTo(Endpoint.class);
            }
        }
    }

    private static Remedy remedy(int status, String message, Remedy remedy, Request request) {
        return failure(refusing(status, message, remedy), request).remedy();
    }

    private static Endpoint refusing(int status, String message, Remedy remedy) {
        ScriptedModel model = new ScriptedModel((_, _) -> {
            throw refusal(status, message, remedy);
        });
        return WatchedEndpoint.of(model.capabilities(EnumSet.of(Capability.CHAT, Capability.SCHEMA, Capability.TOOLS)));
    }

    private static CallFailedException refusal(int status, String message, Remedy remedy) {
        return new CallFailedException(remedy, message, OptionalInt.of(status), Optional.empty(), "the body", null);
    }

    private static CallFailedException failure(Endpoint endpoint, Request request) {
        return catchThrowableOfType(CallFailedException.class, () -> endpoint.ask(request, 1, Duration.ofSeconds(5)));
    }
}
