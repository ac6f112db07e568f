package dev.seedbed.api.model;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How well each label of a model that classifies fits a text.
///
/// ```java
/// Reply reply = work.ask(Ask.of(model, TextLabels.question("You are a fool.")));
/// TextLabels.of(reply).scores(); // {toxic=0.98, threat=0.01}
/// ```
///
/// The question is the bare text, and the reply's text is this as JSON, so that it is journalled as any other.
///
/// @param scores from 0 to 1, by label and in the model's order
/// @param parts as many as the text was looked at in, as it was too long for the model; a label's score is the highest
///     of any part
public record TextLabels(Map<String, Double> scores, int parts) {
    /// Nothing about it is random.
    private static final Sampling CERTAIN = Sampling.of(0, 1);

    private static final String SCORES = "scores";
    private static final String PARTS = "parts";

    public TextLabels {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /// What a model with the capability [Capability#CLASSIFY] is asked.
    public static Request question(String text) {
        return Request.raw(Json.wellFormed(text), CERTAIN);
    }

    /// What it replies.
    public String asText() {
        return Json.write(Data.of(SCORES, scores).with(PARTS, parts).asMap());
    }

    /// What a reply says.
    ///
    /// @throws IllegalArgumentException if it is none of a model that classifies
    public static TextLabels of(Reply reply) {
        Data read = Json.parseObject(reply.text());
        Map<String, Double> scores = new LinkedHashMap<>();
        if (read.value(SCORES) instanceof Map<?, ?> written && read.value(PARTS) instanceof Long parts) {
            written.forEach((label, score) -> {
                if (score instanceof Number number) {
                    scores.put(String.valueOf(label), number.doubleValue());
                }
            });
            return new TextLabels(scores, Math.toIntExact(parts));
        }
        throw new IllegalArgumentException("a reply that labels no text: " + reply.text());
    }
}
