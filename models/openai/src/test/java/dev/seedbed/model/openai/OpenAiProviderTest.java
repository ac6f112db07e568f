package dev.seedbed.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiProviderTest {
    private static Endpoint open(Map<String, ?> given, Map<String, String> environment) {
        Map<String, Object> settings = new LinkedHashMap<>(given);
        settings.putIfAbsent("model", "m");
        return OpenSettings.open(settings, environment);
    }

    private static SeedbedException refusal(Map<String, ?> given, Map<String, String> environment) {
        return catchThrowableOfType(SeedbedException.class, () -> open(given, environment));
    }

    @Test
    void describesItsSettings() {
        OpenAiProvider provider = new OpenAiProvider();

        assertThat(provider.id()).isEqualTo("openai");
        assertThat(provider.isFree()).isFalse();
        assertThat(provider.parameters())
                .extracting(Parameter::name)
                .containsExactly(
                        "model",
                        "base-url",
                        "key-from",
                        "concurrency",
                        "headers",
                        "proxy",
                        "ca-file",
                        "dialect",
                        "api",
                        "dimensions",
                        "texts-per-call",
                        "capabilities",
                        "schema-mode",
                        "seed",
                        "max-tokens-field",
                        "leave-out",
                        "extra",
                        "organization",
                        "project");
        assertThat(provider.parameters())
                .allMatch(parameter -> parameter.summary().endsWith("."));
    }

    @Test
    void wantsAKeyForAPublicHost() {
        SeedbedException refusal = refusal(Map.of(), Map.of());
        assertThat(refusal.kind()).isEqualTo(ErrorKind.UNUSABLE);
        assertThat(refusal).hasMessageContaining("OPENAI_API_KEY").hasMessageContaining("api.openai.com");

        assertThat(refusal(Map.of("key-from", "MINE"), Map.of("OPENAI_API_KEY", "k")))
                .hasMessageContaining("MINE is not set");
        open(Map.of(), Map.of("OPENAI_API_KEY", "k\n")).close();
        open(Map.of("key-from", "none"), Map.of()).close();
    }

    @Test
    void wantsNoKeyForAPrivateHost() {
        for (String base : List.of(
                "http://localhost:8000/v1",
                "http://127.0.0.1:1",
                "http://[::1]:8000/v1/",
                "http://10.1.2.3",
                "http://172.16.0.1",
                "http://192.168.0.7:8080/v1",
                "http://vllm:8000/v1",
                "http://gpu.local",
                "http://host.docker.internal:11434/v1",
                "http://[fd00::1]:1")) {
            open(Map.of("base-url", base), Map.of()).close();
        }
        for (String base : List.of("https://172.32.0.1", "https://example.com", "https://[2001:db8::1]/v1")) {
            assertThat(refusal(Map.of("base-url", base), Map.of())).as(base).hasMessageContaining("key-from");
        }
        assertThat(refusal(Map.of("base-url", "http://localhost:1", "key-from", "MINE"), Map.of()))
                .hasMessageContaining("MINE is not set");
    }

    @Test
    void refusesToSendAKeyInTheClearOrOneThatIsNone() {
        String key = "sk-secret 1";
        assertThat(refusal(Map.of("base-url", "http://example.com/v1"), Map.of("OPENAI_API_KEY", "k")))
                .hasMessageContaining("unencrypted");
        assertThat(refusal(Map.of(), Map.of("OPENAI_API_KEY", key)))
                .hasMessageContaining("OPENAI_API_KEY")
                .hasMessageNotContaining("secret");
    }

    @Test
    void saysWhatIsWrongWithAnAddress() {
        Map<String, String> wrong = Map.of(
                "localhost:8000/v1", "does not begin with",
                "ftp://x/v1", "does not begin with",
                "http://u:secret@x.com/v1", "user name or password",
                "http://", "is not a URL",
                "https://x.com/v1?a=b", "query",
                "https://x .com", "is not a URL");
        wrong.forEach((base, why) -> assertThat(refusal(Map.of("base-url", base), Map.of()))
                .as(base)
                .hasMessageContaining(why)
                .hasMessageContaining("base-url")
                .hasMessageNotContaining("secret"));
    }

    @Test
    void refusesHeadersThatCannotBeSent() {
        for (Map<String, String> headers : List.of(
                Map.of("Authorization", "Bearer secret"),
                Map.of("a b", "secret"),
                Map.of("X", "sec\r\nret"),
                Map.of("Host", "secret"))) {
            Map<String, Object> given = Map.of("base-url", "http://localhost:1", "headers", headers);
            assertThatThrownBy(() -> open(given, Map.of()))
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageContaining("header")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void claimsWhatTheDialectCanDoAndTheSettingsSay() {
        Map<String, String> environment = Map.of("OPENAI_API_KEY", "k");
        assertThat(open(Map.of(), environment).capabilities())
                .containsExactlyInAnyOrder(
                        Capability.CHAT,
                        Capability.SEED,
                        Capability.SCHEMA,
                        Capability.TOOLS,
                        Capability.JSON,
                        Capability.BATCH);
        assertThat(open(Map.of("base-url", "http://localhost:1"), Map.of()).capabilities())
                .contains(Capability.RAW);
        assertThat(open(Map.of("base-url", "https://api.deepseek.com"), environment)
                        .capabilities())
                .containsExactlyInAnyOrder(Capability.CHAT, Capability.TOOLS, Capability.JSON);
        assertThat(open(Map.of("dialect", "vllm", "seed", false, "schema-mode", "none"), environment)
                        .capabilities())
                .containsExactlyInAnyOrder(
                        Capability.CHAT, Capability.RAW, Capability.PREFILL, Capability.TOOLS, Capability.JSON);
        assertThat(open(Map.of("capabilities", List.of("chat", "prefill")), environment)
                        .capabilities())
                .containsExactlyInAnyOrder(Capability.CHAT, Capability.PREFILL, Capability.BATCH);
    }

    @Test
    void answersOfAnotherKindHaveAnotherIdentity() {
        Map<String, String> environment = Map.of("OPENAI_API_KEY", "k");
        assertThat(open(Map.of(), environment).identity()).isEqualTo("openai:m");
        assertThat(open(Map.of("extra", Map.of("reasoning_effort", "low")), environment)
                        .identity())
                .isEqualTo("openai:m with {\"reasoning_effort\":\"low\"}");
        assertThat(open(Map.of("leave-out", List.of("top_p", "temperature")), environment)
                        .identity())
                .isEqualTo("openai:m without temperature,top_p");
    }

    @Test
    void hasServicesWithANameOfTheirOwn() {
        assertThat(OpenAiProvider.all(OpenSettings.CLOCK))
                .extracting(Provider::id)
                .containsExactly("openai", "azure", "mistral", "openrouter");
        Map<String, String> keys =
                Map.of("AZURE_OPENAI_API_KEY", "a", "MISTRAL_API_KEY", "m", "OPENROUTER_API_KEY", "o");
        assertThat(named("mistral", Map.of(), keys)).hasToString("mistral:m at https://api.mistral.ai/v1");
        assertThat(named("openrouter", Map.of(), keys)).hasToString("openrouter:m at https://openrouter.ai/api/v1");
        assertThat(named("azure", Map.of("base-url", "https://r.openai.azure.com/"), keys))
                .hasToString("azure:m at https://r.openai.azure.com");
        assertThatThrownBy(() -> named("mistral", Map.of(), Map.of("OPENAI_API_KEY", "k")))
                .hasMessageContaining("MISTRAL_API_KEY is not set");
    }

    private static Endpoint named(String id, Map<String, Object> given, Map<String, String> keys) {
        Provider provider = OpenAiProvider.all(OpenSettings.CLOCK).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        Map<String, Object> settings = new LinkedHashMap<>(given);
        settings.put("model", "m");
        return OpenSettings.open(provider, settings, keys);
    }
}
