package dev.seedbed.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestReadTest {
    private static final Sampling ALL = Sampling.of(0.7, 50)
            .withTopP(0.9)
            .withTopK(40)
            .withMinP(0.05)
            .withFrequencyPenalty(-1)
            .withPresencePenalty(0.5)
            .withStop(List.of("\n\n", "END"));

    @Test
    void aRequestComesBackFromTheJournalAsItWas() {
        List<Message> turns =
                List.of(Message.system("Be brief."), Message.user("Name a prime."), Message.assistant("The prime "));
        Map<String, Object> schema = Map.of("type", "object");
        Request chat = Request.chat(turns, ALL);

        assertThat(List.of(
                        chat,
                        Request.raw("Once upon", Sampling.of(1, 8)),
                        chat.withSchema(schema),
                        chat.withFormat(new Request.Tool("answer", "The answer.", schema)),
                        chat.withFormat(new Request.AnyJson())))
                .allSatisfy(each -> assertThat(Request.read(Json.parseObject(Json.canonical(each.asMap()))))
                        .isEqualTo(each));
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertThatThrownBy(() -> Request.read(Data.of("prompt", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temperature");
    }
}
