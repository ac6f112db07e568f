package dev.seedbed.model.openai;

import dev.seedbed.api.model.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How a server's use of OpenAI's interface differs from OpenAI's own, as far as we send or read it.
///
/// @param word what stands after `dialect:`
/// @param hosts the ends of the names of hosts that speak it
/// @param offers what it can do, if the pipeline does not say otherwise
/// @param maxTokensField what a chat request calls the most tokens of a reply
/// @param seedField what a request calls the seed
/// @param difference one sentence for the reference
record Dialect(
        String word,
        List<String> hosts,
        Set<Capability> offers,
        String maxTokensField,
        String seedField,
        Prefill prefill,
        ToolChoice toolChoice,
        RawSchema rawSchema,
        String difference) {

    /// How a last turn of the assistant's is gone on from.
    enum Prefill {
        /// The server does so by itself.
        BY_ITSELF,
        /// `continue_final_message`: vLLM, "OpenAI-Compatible Server", extra parameters for the chat API (2026).
        CONTINUE_FIELD,
        /// `prefix` in the turn: Mistral, "Chat completions", "Prefix" (2026); DeepSeek, "Chat prefix completion".
        PREFIX_FIELD
    }

    /// How a call of the one tool is asked for.
    enum ToolChoice {
        /// By its name, as OpenAI has it.
        NAMED,
        /// `"any"`: Mistral, "Function calling" (2026).
        ANY,
        /// `"required"`: LM Studio, "Tool use" (2026), which takes only words.
        REQUIRED
    }

    /// How a text to continue is held to a schema.
    enum RawSchema {
        /// `response_format`, as for chats.
        RESPONSE_FORMAT,
        /// `structured_outputs`: vLLM, "Structured outputs" (2026).
        STRUCTURED_OUTPUTS,
        /// `json_schema`: llama.cpp, tools/server/README.md, "POST /completion" (2026).
        JSON_SCHEMA
    }

    private static final Set<Capability> ALL = offering(
            Capability.CHAT, Capability.RAW, Capability.SEED, Capability.SCHEMA, Capability.TOOLS, Capability.JSON);
    private static final Set<Capability> ALL_AND_BATCHES = and(ALL, Capability.BATCH);
    private static final Set<Capability> HOSTED =
            offering(Capability.CHAT, Capability.SEED, Capability.SCHEMA, Capability.TOOLS, Capability.JSON);

    static final Dialect COMPATIBLE = of(
                    "compatible",
                    ALL_AND_BATCHES,
                    "What most servers understand; `prefill`, if claimed, in vLLM's way.")
            .with(Prefill.CONTINUE_FIELD, ToolChoice.NAMED, RawSchema.RESPONSE_FORMAT);
    static final Dialect OPENAI = of(
                    "openai",
                    and(HOSTED, Capability.BATCH),
                    "OpenAI itself: `max_completion_tokens`, no raw completion.")
            .at("api.openai.com")
            .withMaxTokensField("max_completion_tokens");
    static final Dialect AZURE = of(
                    "azure", HOSTED, "Azure OpenAI: its paths, the key as `api-key`, `max_completion_tokens`.")
            .at(".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")
            .withMaxTokensField("max_completion_tokens");
    static final Dialect MISTRAL = of(
                    "mistral",
                    offering(
                            Capability.CHAT,
                            Capability.PREFILL,
                            Capability.SEED,
                            Capability.SCHEMA,
                            Capability.TOOLS,
                            Capability.JSON,
                            Capability.BATCH),
                    "Mistral: `random_seed`, `prefix`, tool choice `any`.")
            .at("api.mistral.ai")
            .withSeedField("random_seed")
            .with(Prefill.PREFIX_FIELD, ToolChoice.ANY, RawSchema.RESPONSE_FORMAT);
    static final Dialect DEEPSEEK = of(
                    "deepseek",
                    offering(Capability.CHAT, Capability.TOOLS, Capability.JSON),
                    "DeepSeek: no seed, JSON but no schemas; `prefill` with the base URL that ends in `/beta`.")
            .at("api.deepseek.com")
            .with(Prefill.PREFIX_FIELD, ToolChoice.NAMED, RawSchema.RESPONSE_FORMAT);
    static final Dialect OPENROUTER = of(
                    "openrouter", ALL, "OpenRouter: asks for a route that honours the format; reads errors inside 200.")
            .at("openrouter.ai");
    static final Dialect VLLM = of(
                    "vllm",
                    offering(
                            Capability.CHAT,
                            Capability.RAW,
                            Capability.PREFILL,
                            Capability.SEED,
                            Capability.SCHEMA,
                            Capability.TOOLS,
                            Capability.JSON),
                    "vLLM: prefill by `continue_final_message`, `structured_outputs` for raw texts.")
            .with(Prefill.CONTINUE_FIELD, ToolChoice.NAMED, RawSchema.STRUCTURED_OUTPUTS);
    static final Dialect LLAMA_SERVER = of(
                    "llama-server",
                    offering(
                            Capability.CHAT,
                            Capability.RAW,
                            Capability.PREFILL,
                            Capability.SEED,
                            Capability.SCHEMA,
                            Capability.TOOLS,
                            Capability.JSON),
                    "llama.cpp's server: prefill by itself, `json_schema` for raw texts, tool choice `required`.")
            .with(Prefill.BY_ITSELF, ToolChoice.REQUIRED, RawSchema.JSON_SCHEMA);
    static final Dialect LM_STUDIO = of(
                    "lm-studio",
                    offering(Capability.CHAT, Capability.RAW, Capability.SEED, Capability.SCHEMA, Capability.TOOLS),
                    "LM Studio: no JSON without a schema, tool choice `required`.")
            .with(Prefill.BY_ITSELF, ToolChoice.REQUIRED, RawSchema.RESPONSE_FORMAT);
    static final Dialect OLLAMA = of(
                    "ollama",
                    offering(Capability.CHAT, Capability.SEED, Capability.SCHEMA, Capability.JSON),
                    "Ollama's `/v1`: no raw completion and no tool choice; `provider: ollama` can do more.")
            .at("ollama.com");

    static final List<Dialect> DIALECTS =
            List.of(COMPATIBLE, OPENAI, AZURE, MISTRAL, DEEPSEEK, OPENROUTER, VLLM, LLAMA_SERVER, LM_STUDIO, OLLAMA);

    private static Dialect of(String word, Set<Capability> offers, String difference) {
        return new Dialect(
                word,
                List.of(),
                offers,
                "max_tokens",
                "seed",
                Prefill.BY_ITSELF,
                ToolChoice.NAMED,
                RawSchema.RESPONSE_FORMAT,
                difference);
    }

    private static Set<Capability> offering(Capability first, Capability... more) {
        return Set.copyOf(EnumSet.of(first, more));
    }

    private static Set<Capability> and(Set<Capability> some, Capability another) {
        Set<Capability> all = EnumSet.copyOf(some);
        all.add(another);
        return Set.copyOf(all);
    }

    private Dialect at(String... newHosts) {
        return new Dialect(
                word, List.of(newHosts), offers, maxTokensField, seedField, prefill, toolChoice, rawSchema, difference);
    }

    private Dialect withMaxTokensField(String field) {
        return new Dialect(word, hosts, offers, field, seedField, prefill, toolChoice, rawSchema, difference);
    }

    private Dialect withSeedField(String field) {
        return new Dialect(word, hosts, offers, maxTokensField, field, prefill, toolChoice, rawSchema, difference);
    }

    private Dialect with(Prefill newPrefill, ToolChoice newChoice, RawSchema newRaw) {
        return new Dialect(word, hosts, offers, maxTokensField, seedField, newPrefill, newChoice, newRaw, difference);
    }

    static Dialect named(String word) {
        return DIALECTS.stream()
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /// The dialect that a host is known to speak.
    static Optional<Dialect> ofHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return DIALECTS.stream()
                .filter(each -> each.hosts.stream().anyMatch(name::endsWith))
                .findFirst();
    }
}
