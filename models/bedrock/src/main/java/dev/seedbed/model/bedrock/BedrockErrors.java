package dev.seedbed.model.bedrock;

import dev.seedbed.api.Data;
import dev.seedbed.model.http.Refusal;
import dev.seedbed.model.http.Refusal.Reason;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads Bedrock's errors: the type in the header `x-amzn-ErrorType`, or as `__type`, and a message (Amazon
/// Bedrock user guide, "Troubleshooting Amazon Bedrock API Error Codes", 2026; AWS restJson1 protocol, "Operation
/// error serialization", 2026). The id of the request is added to what it said, since AWS's support asks for it.
final class BedrockErrors {
    private static final Pattern WRONG_MODEL = Pattern.compile(
            "(?s).*(model identifier is invalid|on-demand throughput isn.t supported|model ID .* isn.t supported).*");
    private static final Pattern REFUSED_SETTING =
            Pattern.compile("(?s).*\\b(temperature|top_?[pPk]|toolConfig|tool use|outputConfig)\\b.*");
    private static final String ADVICE_KEY =
            "check the keys in the environment, and that they may bedrock:InvokeModel this model in this region";
    private static final String ADVICE_SETTING =
            "name what the model does not take in its setting leave-out, or what it can in capabilities";

    private BedrockErrors() {}

    static Refusal read(int status, Data body, Optional<String> typeHeader, Optional<String> requestId) {
        String message = body.value("message") instanceof String text
                ? text
                : body.value("Message") instanceof String other ? other : "";
        String said =
                requestId.map(id -> (message + " (request " + id + ")").strip()).orElse(message);
        String type = type(typeHeader.orElse(body.value("__type") instanceof String text ? text : ""));
        Reason reason = reason(type, message);
        Refusal refusal = new Refusal(status, said, type, reason);
        return switch (reason) {
            case KEY -> refusal.withAdvice(ADVICE_KEY);
            case SETTING -> refusal.withAdvice(ADVICE_SETTING);
            case MODEL -> refusal.withAdvice("check model and region");
            case STATUS, QUOTA, REQUEST, TOO_OFTEN, OVERLOADED -> refusal;
        };
    }

    /// Without the namespace before it, and the address behind it.
    private static String type(String whole) {
        return whole.substring(whole.indexOf('#') + 1).replaceFirst(":.*", "").strip();
    }

    private static Reason reason(String type, String message) {
        return switch (type.replaceFirst("Exception$", "")) {
            case "AccessDenied",
                    "UnrecognizedClient",
                    "InvalidSignature",
                    "IncompleteSignature",
                    "ExpiredToken",
                    "InvalidClientTokenId",
                    "MissingAuthenticationToken",
                    "NotAuthorized",
                    "OptInRequired",
                    "RequestExpired" -> Reason.KEY;
            case "ResourceNotFound", "FTUFormNotFilled" -> Reason.MODEL;
            // What a day holds does not come back within a run.
            case "Throttling" -> message.contains("per day") ? Reason.QUOTA : Reason.TOO_OFTEN;
            case "ServiceQuotaExceeded" -> Reason.TOO_OFTEN;
            case "ModelNotReady", "ModelError", "ModelTimeout", "InternalServer", "ServiceUnavailable" ->
                Reason.OVERLOADED;
            case "Validation" -> invalid(message);
            default -> Reason.STATUS;
        };
    }

    private static Reason invalid(String message) {
        if (WRONG_MODEL.matcher(message).matches()) {
            return Reason.MODEL;
        }
        return REFUSED_SETTING.matcher(message).matches() ? Reason.SETTING : Reason.REQUEST;
    }
}
