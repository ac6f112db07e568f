package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the four things by which UltraFeedback's annotator rates texts, and how its replies are read: blocks
/// with one empty line between them, exactly as many as texts, each with all of its fields.
enum Aspect {
    INSTRUCTION_FOLLOWING(0, "instruction_following", false, false),
    HONESTY(1, "honesty", false, true),
    TRUTHFULNESS(2, "truthfulness", true, false),
    HELPFULNESS(3, "helpfulness", true, false);

    private static final Pattern RATED = Pattern.compile("Rating: (.+?)\\nRationale: (.+)", Pattern.DOTALL);
    private static final Pattern TYPED =
            Pattern.compile("Type: (.+?)\\nRationale: (.+?)\\nRating: (.+?)\\nRationale: (.+)", Pattern.DOTALL);
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\b\\d+\\b");

    private final int number;
    private final String word;
    private final boolean isTyped;
    private final boolean mayNotApply;

    Aspect(int number, String word, boolean isTyped, boolean mayNotApply) {
        this.number = number;
        this.word = word;
        this.isTyped = isTyped;
        this.mayNotApply = mayNotApply;
    }

    /// Of its question and of its shuffle.
    int number() {
        return number;
    }

    String word() {
        return word;
    }

    /// The annotations in the order in which the texts were shown.
    Reading<List<Data>> read(String reply, int texts) {
        String[] blocks = reply.strip().split("\n\n", -1);
        if (blocks.length != texts) {
            return missing("there are " + blocks.length + " blocks for " + texts + " texts", reply);
        }
        List<Data> annotations = new ArrayList<>();
        for (String block : blocks) {
            Matcher fields = (isTyped ? TYPED : RATED).matcher(block);
            if (!fields.find()) {
                return missing("block " + (annotations.size() + 1) + " lacks a field", reply);
            }
            String rating = rating(fields.group(isTyped ? 3 : 1));
            if (rating.isEmpty()) {
                return missing(
                        "the rating of block " + (annotations.size() + 1) + " is '"
                                + fields.group(isTyped ? 3 : 1).strip() + "', not from 1 to 5",
                        reply);
            }
            annotations.add(
                    isTyped
                            ? Data.of("Type", types(fields.group(1)))
                                    .with("Rationale", fields.group(2).strip())
                                    .with("Rating", rating)
                                    .with(
                                            "Rationale For Rating",
                                            fields.group(4).strip())
                            : Data.of("Rating", rating)
                                    .with("Rationale", fields.group(2).strip()));
        }
        return Reading.found(annotations);
    }

    /// The first whole number of the field, or `N/A` where that is allowed; empty if it is neither.
    private String rating(String field) {
        Matcher number = WHOLE_NUMBER.matcher(field);
        if (number.find()) {
            return number.group().matches("[1-5]") ? number.group() : "";
        }
        return mayNotApply && field.contains("N/A") ? "N/A" : "";
    }

    private static Object types(String field) {
        List<String> numbers = WHOLE_NUMBER
                .matcher(field)
                .results()
                .map(match -> match.group())
                .toList();
        return numbers.isEmpty() ? "None" : numbers;
    }

    private static Reading<List<Data>> missing(String explanation, String reply) {
        return Reading.unusable("aspect-missing", explanation, reply);
    }

    /// The mean of a text's ratings, those that do not apply left out.
    static OptionalDouble mean(Data annotations) {
        List<Double> ratings = new ArrayList<>();
        for (Aspect aspect : values()) {
            if (annotations.value(aspect.word) instanceof Map<?, ?> annotation
                    && annotation.get("Rating") instanceof String rating
                    && !rating.equals("N/A")) {
                ratings.add(Double.valueOf(rating));
            }
        }
        return ratings.stream().mapToDouble(Double::doubleValue).average();
    }
}
