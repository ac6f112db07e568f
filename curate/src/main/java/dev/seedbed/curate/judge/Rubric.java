package dev.seedbed.curate.judge;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a judge looks at, and what the scores mean.
///
/// @param criteria the question that the judge answers
/// @param scores what single scores mean, lowest first; may be empty
record Rubric(String criteria, Map<Long, String> scores) {
    private static final String CUSTOM = "custom";

    static final Parameter<String> RUBRIC = Parameter.choice(
                    "rubric",
                    List.of("helpfulness", "accuracy", CUSTOM),
                    "What is judged: whether it helps the one who asked, whether what it says is right, or your own"
                            + " `criteria`.")
            .defaultsTo("helpfulness");
    static final Parameter<String> CRITERIA =
            Parameter.text("criteria", "With `rubric: custom`: what is judged, in a sentence or several.");
    static final Parameter<Map<String, String>> SCORES = Parameter.mapOf(
            "scores",
            new Kind.Text(),
            "With `rubric: custom`: what single scores mean, such as `{ 1: Wrong., 5: Right and complete. }`.");

    private static final Rubric HELPFULNESS = new Rubric(
            "Helpfulness: does the answer do what the instruction asks, wholly and in a way that the one who asked can"
                    + " use?",
            Map.of(
                    1L, "Does not do it: beside the point, refused without cause, empty, or harmful to rely on.",
                    2L, "Touches it, but leaves out or gets wrong most of what was asked.",
                    3L, "Does the main thing, with gaps, mistakes or clutter that the reader must mend.",
                    4L, "Does all that was asked, with small flaws.",
                    5L, "Does all that was asked, right, clear, and to the point; nothing needs mending."));
    private static final Rubric ACCURACY = new Rubric(
            "Accuracy: is what the answer says true, and does it follow? Style and completeness do not count.",
            Map.of(
                    1L, "Its main statement is false, or nothing in it can be relied on.",
                    2L, "Several false statements, or one that misleads.",
                    3L, "Right in the main, with a mistake that matters or a step that does not follow.",
                    4L, "Right, but for a detail that changes nothing.",
                    5L, "Every statement is right, and every step follows."));

    Rubric {
        scores = new TreeMap<>(scores);
    }

    /// The rubric of a step without scores.
    static Rubric of(Building building) {
        Settings settings = building.settings();
        Optional<String> criteria = settings.find(CRITERIA).filter(text -> !text.isBlank());
        boolean custom = settings.get(RUBRIC).equals(CUSTOM);
        if (custom && criteria.isEmpty()) {
            building.problem(RUBRIC, "is 'custom', so `criteria` must say what is judged");
        }
        if (!custom && criteria.isPresent()) {
            building.problem(CRITERIA, "needs `rubric: custom`; the rubric here is '" + settings.get(RUBRIC) + "'");
        }
        Rubric known = settings.get(RUBRIC).equals("accuracy") ? ACCURACY : HELPFULNESS;
        return new Rubric(custom ? criteria.orElse("").strip() : known.criteria, Map.of());
    }

    /// The rubric of a step that scores on a scale.
    static Rubric of(Building building, Scale scale) {
        Settings settings = building.settings();
        Rubric criteria = of(building);
        Map<String, String> given = settings.find(SCORES).orElse(Map.of());
        if (settings.get(RUBRIC).equals(CUSTOM)) {
            return new Rubric(criteria.criteria, own(building, given, scale));
        }
        if (!given.isEmpty()) {
            building.problem(SCORES, "needs `rubric: custom`; the rubric here is '" + settings.get(RUBRIC) + "'");
        }
        if (scale.lowest() != 1 || scale.highest() != 5) {
            building.problem(
                    RUBRIC,
                    "is '" + settings.get(RUBRIC) + "', which describes the scores 1 to 5, but the scale is "
                            + scale.lowest() + " to " + scale.highest() + "; write your own with `rubric: custom`");
        }
        return new Rubric(criteria.criteria, (settings.get(RUBRIC).equals("accuracy") ? ACCURACY : HELPFULNESS).scores);
    }

    private static Map<Long, String> own(Building building, Map<String, String> given, Scale scale) {
        Map<Long, String> scores = new TreeMap<>();
        given.forEach((key, meaning) -> {
            if (key.matches("-?\\d{1,9}")
                    && Long.parseLong(key) >= scale.lowest()
                    && Long.parseLong(key) <= scale.highest()) {
                scores.put(Long.valueOf(key), meaning);
            } else {
                building.problem(SCORES, "describes '" + key + "', but a score is " + scale.words());
            }
        });
        return scores;
    }

    /// As the prompt has it.
    String words() {
        StringBuilder words = new StringBuilder(criteria);
        scores.forEach((score, meaning) ->
                words.append("\nScore ").append(score).append(": ").append(meaning));
        return words.toString();
    }
}
