package dev.seedbed.recipes.preference;

import dev.seedbed.api.Json;
import dev.seedbed.recipes.internal.Once;
import dev.seedbed.recipes.internal.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// What UltraFeedback's models are told to keep to: families of texts, of our own wording, as many in each as in
/// the authors' catalogue (11 for helpfulness, harmlessness, honesty and truthfulness, 1 for calibration).
final class Principles {
    static final String HELPFULNESS = "helpfulness";
    static final String HONESTY = "honesty";
    static final String TRUTHFULNESS = "truthfulness";
    static final String CALIBRATION = "verbalized_calibration";

    private static final Once<Map<String, List<String>>> ALL = new Once<>(Principles::read);

    private Principles() {}

    static Map<String, List<String>> all() {
        return ALL.get();
    }

    /// One of a family's texts.
    static String text(String family, RandomGenerator random) {
        List<String> texts = all().getOrDefault(family, List.of());
        return texts.get(random.nextInt(texts.size()));
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> families = new LinkedHashMap<>();
        Json.parseObject(Resource.read("preference/principles.json"))
                .asMap()
                .forEach((family, texts) -> families.put(
                        family,
                        ((List<?>) Objects.requireNonNull(texts))
                                .stream().map(String::valueOf).toList()));
        return families;
    }

    /// How often each family is drawn for a prompt, by where the prompt comes from.
    enum Sampling {
        /// `sampling.py` at bf80fd46.
        RELEASED_CODE,
        /// The table of the README, which gives other shares.
        README;

        /// @param source one of the six sources of the paper; any other is treated as `sharegpt`, the most mixed
        String family(String source, RandomGenerator random) {
            return switch (this) {
                case RELEASED_CODE -> byCode(source, random);
                case README -> byTable(source, random.nextInt(100));
            };
        }

        private static String byCode(String source, RandomGenerator random) {
            List<String> families = switch (source) {
                case "evol_instruct" -> List.of(HELPFULNESS);
                case "flan" -> List.of(HELPFULNESS, HELPFULNESS, HELPFULNESS, HELPFULNESS, CALIBRATION);
                case "truthful_qa", "false_qa" -> List.of(HONESTY, TRUTHFULNESS);
                default -> List.of(HELPFULNESS, HELPFULNESS, HELPFULNESS, TRUTHFULNESS, HONESTY);
            };
            String family = families.get(random.nextInt(families.size()));
            return family.equals(HONESTY) && random.nextDouble() > 0.9 ? CALIBRATION : family;
        }

        private static String byTable(String source, int percent) {
            return switch (source) {
                case "evol_instruct" -> HELPFULNESS;
                case "false_qa", "truthful_qa" -> TRUTHFULNESS;
                case "flan" -> percent < 60 ? HELPFULNESS : percent < 80 ? TRUTHFULNESS : CALIBRATION;
                default ->
                    percent < 60 ? HELPFULNESS : percent < 80 ? TRUTHFULNESS : percent < 98 ? HONESTY : CALIBRATION;
            };
        }
    }
}
