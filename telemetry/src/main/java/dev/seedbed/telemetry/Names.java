package dev.seedbed.telemetry;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.run.RunEvent.Operation;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// The names of attributes, and our words in theirs.
///
/// Those of `gen_ai.` are of OpenTelemetry's GenAI conventions, schema 1.42.0, in development, as they stood in
/// November 2026 in `docs/gen-ai/gen-ai-spans.md` and `gen-ai-metrics.md` of open-telemetry/semantic-conventions-genai
/// (commit 004902b). Java's constants for them are deprecated since they moved there, so they are written out here.
/// `seedbed.` is ours.
final class Names {
    static final String SCHEMA = "https://opentelemetry.io/schemas/gen-ai/1.42.0";

    static final AttributeKey<String> OPERATION = stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = stringKey("gen_ai.request.model");
    static final AttributeKey<String> RESPONSE_MODEL = stringKey("gen_ai.response.model");
    static final AttributeKey<List<String>> FINISH_REASONS = stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<Long> INPUT_TOKENS = longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> CACHED_TOKENS = longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> REASONING_TOKENS = longKey("gen_ai.usage.reasoning.output_tokens");
    static final AttributeKey<String> TOKEN_TYPE = stringKey("gen_ai.token.type");
    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");

    static final AttributeKey<String> PIPELINE = stringKey("seedbed.pipeline");
    static final AttributeKey<Long> SEED = longKey("seedbed.seed");
    static final AttributeKey<Long> TARGET = longKey("seedbed.target");
    static final AttributeKey<String> END = stringKey("seedbed.end");
    static final AttributeKey<String> MODEL = stringKey("seedbed.model");
    static final AttributeKey<String> STEP = stringKey("seedbed.step");
    static final AttributeKey<String> SAMPLE = stringKey("seedbed.sample");
    static final AttributeKey<Long> CANDIDATE = longKey("seedbed.candidate");
    static final AttributeKey<Long> TRIES = longKey("seedbed.tries");
    static final AttributeKey<String> COUNTED_BY = stringKey("seedbed.tokens.counted_by");
    static final AttributeKey<Double> COST = doubleKey("seedbed.cost");
    static final AttributeKey<String> CURRENCY = stringKey("seedbed.currency");
    static final AttributeKey<String> OUTCOME = stringKey("seedbed.outcome");
    static final AttributeKey<String> FATE = stringKey("seedbed.fate");
    static final AttributeKey<Long> MOST_OPEN = longKey("seedbed.most_open");
    static final AttributeKey<String> SHARE = stringKey("seedbed.share");

    private Names() {}

    static String operation(Operation operation) {
        return switch (operation) {
            case CHAT -> "chat";
            case CONTINUATION -> "text_completion";
            case EMBEDDING -> "embeddings";
        };
    }

    /// The conventions' name of a provider; one that they do not know goes by its own.
    static String provider(String id) {
        return switch (id) {
            case "azure" -> "azure.ai.openai";
            case "bedrock" -> "aws.bedrock";
            case "gemini" -> "gcp.gemini";
            case "mistral" -> "mistral_ai";
            default -> id;
        };
    }

    static String finish(Finish finish) {
        return switch (finish) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case FILTERED -> "content_filter";
        };
    }

    /// The status, or that there was no whole reply at all.
    static String errorType(OptionalInt status) {
        return status.isPresent() ? Integer.toString(status.getAsInt()) : "no_reply";
    }

    /// The status, or why there was none.
    static String errorType(OptionalInt status, Remedy remedy) {
        return status.isEmpty() && remedy == Remedy.UNREACHABLE ? "unreachable" : errorType(status);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
