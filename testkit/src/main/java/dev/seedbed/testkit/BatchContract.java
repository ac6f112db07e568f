package dev.seedbed.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.BatchService.Answered;
import dev.seedbed.api.model.BatchService.Failed;
import dev.seedbed.api.model.BatchService.Found;
import dev.seedbed.api.model.BatchService.Outcome;
import dev.seedbed.api.model.BatchService.Posted;
import dev.seedbed.api.model.BatchService.Running;
import dev.seedbed.api.model.BatchService.Status;
import dev.seedbed.api.model.BatchService.Unasked;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every [BatchService] keeps to, shown on a real endpoint on loopback.
public abstract class BatchContract {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String POISON = "poison";

    /// An endpoint that takes batches, on a server that answers [ShapedEndpoint]'s way.
    protected abstract Endpoint endpoint();

    /// Makes the server refuse each request that holds the marker, with this status.
    protected abstract void refuse(String marker, int status);

    private static Request echo(int number) {
        return ask("echo:reply " + number);
    }

    private static Request ask(String text) {
        return Request.chat(List.of(Message.user(text)), Sampling.of(0.5, 64));
    }

    private BatchService service() {
        return endpoint().batchService().orElseThrow();
    }

    private String submit(String name, Map<String, Request> requests) throws Exception {
        List<Posted> posted = new ArrayList<>();
        for (Map.Entry<String, Request> each : requests.entrySet()) {
            posted.add(new Posted(each.getKey(), service().write(each.getValue(), 7)));
        }
        return service().submit(name, posted, LONG);
    }

    private static Map<String, Request> numbered(String name, int count) {
        Map<String, Request> requests = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            requests.put(name + "-" + i, echo(i));
        }
        return requests;
    }

    private Status whenOver(String id) throws Exception {
        Status status = service().look(id, LONG);
        while (status instanceof Running) {
            status = service().look(id, LONG);
        }
        return status;
    }

    private Map<String, Outcome> fetch(String id, Map<String, Request> requests) throws Exception {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        service()
                .fetch(
                        id,
                        requests,
                        (posted, outcome) ->
                                assertThat(outcomes.put(posted, outcome)).isNull(),
                        LONG);
        return outcomes;
    }

    @Test
    void saysThatItTakesBatches() {
        assertThat(endpoint().capabilities()).contains(Capability.BATCH);
    }

    @Test
    void givesEachAnswerUnderTheIdItsRequestWasPostedUnder() throws Exception {
        Map<String, Request> requests = numbered("seedbed-1a", 50);
        String id = submit("seedbed-1a", requests);

        assertThat(whenOver(id)).isEqualTo(new BatchService.Ended(false));
        Map<String, Outcome> outcomes = fetch(id, requests);
        assertThat(outcomes).hasSize(50);
        assertThat(List.copyOf(outcomes.keySet())).isNotEqualTo(List.copyOf(requests.keySet()));
        outcomes.forEach((posted, outcome) -> {
            assertThat(outcome).isInstanceOf(Answered.class);
            assertThat(((Answered) outcome).reply().text())
                    .isEqualTo("reply " + posted.substring(posted.lastIndexOf('-') + 1));
            assertThat(((Answered) outcome).reply().usage().output()).isPositive();
        });
    }

    @Test
    void tellsOfARefusedRequestWhatItWouldTellOfItAlone() throws Exception {
        for (int status : List.of(400, 500)) {
            refuse(POISON, status);
            Map<String, Request> requests = numbered("seedbed-2b", 3);
            requests.put("seedbed-2b-3", ask(POISON));
            CallFailedException alone = catchThrowableOfType(
                    CallFailedException.class, () -> endpoint().ask(ask(POISON), 7, LONG));
            String id = submit("seedbed-2b", requests);
            whenOver(id);
            Outcome outcome = fetch(id, requests).get("seedbed-2b-3");

            assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.failure().remedy()).isEqualTo(alone.remedy());
                assertThat(failed.failure().status()).isEqualTo(alone.status());
                assertThat(failed.failure()).hasMessage(alone.getMessage());
                assertThat(failed.failure().body()).isNotBlank();
            });
        }
    }

    @Test
    void findsABatchByItsNameAndOnlyThat() throws Exception {
        submit("seedbed-3c", numbered("seedbed-3c", 2));
        String id = submit("seedbed-4d", numbered("seedbed-4d", 3));
        whenOver(id);

        assertThat(service().find("seedbed-4d", 3, NOW, LONG)).isEqualTo(new Found(id));
        assertThat(service().find("seedbed-5e", 7, NOW, LONG)).isEqualTo(new BatchService.Absent());
    }

    @Test
    void endsABatchThatIsCancelledAndSaysWhatWasNotAsked() throws Exception {
        Map<String, Request> requests = numbered("seedbed-6f", 4);
        String id = submit("seedbed-6f", requests);
        service().cancel(id, LONG);

        assertThat(whenOver(id)).isEqualTo(new BatchService.Ended(true));
        fetch(id, requests)
                .values()
                .forEach(outcome -> assertThat(outcome).isInstanceOfAny(Answered.class, Unasked.class));
        service().cancel(id, LONG);
    }

    @Test
    void saysThatABatchIsNotThere() {
        assertThat(catchThrowableOfType(
                                CallFailedException.class, () -> service().look("nothing", LONG))
                        .status())
                .hasValue(404);
    }
}
