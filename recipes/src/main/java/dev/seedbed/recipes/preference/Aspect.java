package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.curate.judge.Verdict;
import dev.seedbed.curate.judge.VerdictForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the four things by which UltraFeedback's annotator rates texts, and how its replies are read: blocks
/// with one empty line between them, exactly as many as texts, each with all of its fields. Where a text holds such
/// fields itself, each block must begin with a heading of its own that is signed.
enum Aspect {
    INSTRUCTION_FOLLOWING(0, "instruction_following", false, false),
    HONESTY(1, "honesty", false, true),
    TRUTHFULNESS(2, "truthfulness", true, false),
    HELPFULNESS(3, "helpfulness", true, false);

    static final String MISSING = "aspect-missing";

    private static final Pattern RATED = Pattern.compile("Rating: (.+?)\\nRationale: (.+)", Pattern.DOTALL);
    private static final Pattern TYPED =
            Pattern.compile("Type: (.+?)\\nRationale: (.+?)\\nRating: (.+?)\\nRationale: (.+)", Pattern.DOTALL);
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\b\\d+\\b");

    private static final Pattern SUSPICIOUS = Pattern.compile(
            "\\b(?:rating|rationale)\\W{0,8}:|\\boutput\\b.{0,20}\\bfor text\\b", Pattern.CASE_INSENSITIVE);
    private static final String HEADING = "#### Output";

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

    /// The annotations of so many texts, in the order in which they were shown. What the prompt shows of the form is
    /// the beginning of a heading, behind which `for Text 1` stands.
    VerdictForm<List<Data>> of(int texts) {
        return new Blocks(this, texts);
    }

    private record Blocks(Aspect aspect, int texts) implements VerdictForm<List<Data>> {
        @Override
        public boolean mayBeIn(String text) {
            return SUSPICIOUS.matcher(text).find();
        }

        @Override
        public String form() {
            return HEADING;
        }

        @Override
        public String form(String signature) {
            return HEADING + " " + signature;
        }

        @Override
        public Verdict<List<Data>> read(String reply, String marker) {
            return aspect.read(VerdictForm.ownWords(reply, marker), texts, Optional.empty());
        }

        @Override
        public Verdict<List<Data>> readSigned(String reply, String marker) {
            return aspect.read(VerdictForm.ownWords(reply, marker), texts, Optional.of(form(marker)));
        }
    }

    private Verdict<List<Data>> read(String reply, int texts, Optional<String> heading) {
        String[] blocks = reply.strip().split("\n\n", -1);
        if (blocks.length != texts) {
            return missing("there are " + blocks.length + " blocks for " + texts + " texts");
        }
        List<Data> annotations = new ArrayList<>();
        for (String block : blocks) {
            int place = annotations.size() + 1;
            String title = block.lines().findFirst().orElse("");
            if (heading.isPresent() && !title.strip().equals(heading.get() + " for Text " + place)) {
                return missing("block " + place + " has no heading with the marker, as a text has such fields itself");
            }
            Matcher fields = (isTyped ? TYPED : RATED).matcher(block);
            // Behind a signed heading the fields come at once, so that none that is quoted there is taken.
            boolean found = heading.isPresent()
                    ? fields.region(Math.min(title.length() + 1, block.length()), block.length())
                            .lookingAt()
                    : fields.find();
            if (!found) {
                return missing("block " + place + " lacks a field");
            }
            String rating = rating(fields.group(isTyped ? 3 : 1));
            if (rating.isEmpty()) {
                return missing("the rating of block " + place + " is '"
                        + fields.group(isTyped ? 3 : 1).strip() + "', not from 1 to 5");
            }
            annotations.add(annotation(fields, rating));
        }
        return Verdict.given(annotations, "");
    }

    private Data annotation(Matcher fields, String rating) {
        return isTyped
                ? Data.of("Type", types(fields.group(1)))
                        .with("Rationale", fields.group(2).strip())
                        .with("Rating", rating)
                        .with("Rationale For Rating", fields.group(4).strip())
                : Data.of("Rating", rating).with("Rationale", fields.group(2).strip());
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

    private static Verdict<List<Data>> missing(String explanation) {
        return Verdict.unscored(MISSING, explanation);
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
