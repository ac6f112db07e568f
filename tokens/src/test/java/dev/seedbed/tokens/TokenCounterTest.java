package dev.seedbed.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCounterTest {
    /// Counts printed in OpenAI's cookbook, "How to count tokens with tiktoken", sections 4 and 5.
    @ParameterizedTest
    @CsvSource({
        "gpt-4, tiktoken is great!, 6",
        "gpt-4, antidisestablishmentarianism, 6",
        "gpt-4o, antidisestablishmentarianism, 6",
        "gpt-4, 2 + 2 = 4, 7",
        "gpt-4o, 2 + 2 = 4, 7",
        "gpt-4, お誕生日おめでとう, 9",
        "gpt-4o, お誕生日おめでとう, 8"
    })
    void countsAsOpenAisOwnTokenizerDoes(String model, String text, long tokens) {
        assertThat(TokenCounter.of(model).count(text)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini-2024-07-18, o200k_base",
        "openai/gpt-5-mini, o200k_base",
        "o3-mini, o200k_base",
        "gpt-4.1-nano, o200k_base",
        "GPT-4-turbo, cl100k_base",
        "gpt-3.5-turbo-0125, cl100k_base",
        "claude-haiku-4-5, estimate by o200k_base",
        "meta-llama/Llama-3.1-8B-Instruct, estimate by o200k_base"
    })
    void saysWhatCounts(String model, String name) {
        assertThat(TokenCounter.of(model).name()).isEqualTo(name);
        assertThat(TokenCounter.of(model).isTheModels()).isEqualTo(!name.startsWith("estimate"));
    }

    /// The texts of both turns take 6 tokens each, their roles one; the cookbook's section 6 adds 3 a turn and
    /// 3 in all.
    @Test
    void countsWhatAChatAddsToItsTexts() {
        Request request = Request.chat(
                List.of(Message.system("tiktoken is great!"), Message.user("tiktoken is great!")), Sampling.of(1, 64));
        assertThat(TokenCounter.of("gpt-4").count(request)).isEqualTo(2 * (3 + 1 + 6) + 3);
        assertThat(TokenCounter.of("gpt-4").count(Request.raw("tiktoken is great!", Sampling.of(1, 64))))
                .isEqualTo(6);
    }

    @Test
    void countsASchemaAsItsJson() {
        Request plain = Request.raw("2 + 2 = 4", Sampling.of(1, 64));
        Map<String, Object> schema = Map.of("type", "object");
        TokenCounter counter = TokenCounter.of("gpt-4o");
        assertThat(counter.count(plain.withSchema(schema)))
                .isEqualTo(counter.count(plain) + counter.count("{\"type\":\"object\"}"));
        assertThat(counter.count(plain.withFormat(new Request.AnyJson()))).isEqualTo(counter.count(plain));
    }

    @Test
    void takesControlSignsForText() {
        assertThat(TokenCounter.of("gpt-4o").count("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void makesAUsageThatSaysWhatCountedIt() {
        Request request = Request.raw("2 + 2 = 4", Sampling.of(1, 3));
        Usage usage = TokenCounter.of("gpt-4o").usage(request, "antidisestablishmentarianism");
        assertThat(usage.input()).isEqualTo(7);
        assertThat(usage.output()).as("no more than the request allows").isEqualTo(3);
        assertThat(usage.countedBy()).contains("o200k_base");
        assertThat(usage.estimated()).isTrue();
        assertThat(TokenCounter.of("mistral-small-2603").usage(request, "").countedBy())
                .contains("estimate by o200k_base");
        assertThat(TokenCounter.of("gpt-4o").usage(request, "").output())
                .as("an answer that says nothing has its end")
                .isEqualTo(1);
    }
}
