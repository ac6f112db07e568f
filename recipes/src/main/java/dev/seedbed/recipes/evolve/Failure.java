package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Data;
import dev.seedbed.api.step.Rejection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an answer tells about the instruction that it answers: that its evolution failed (Auto Evol-Instruct,
/// section 3.3; the words are those of EvolKit, `FailureDetectorEvaluator`, read in November 2026).
enum Failure {
    /// The answer takes note and asks what is next.
    STAGNANT_COMPLEXITY("^(?:understood|thank you|noted|got it|okay|alright)\\b.*\\?$"),
    /// The answer offers help, or asks what is meant, in place of helping.
    INSUFFICIENT_QUALIFICATION(
            "^(?:sure|certainly|of course|happy to help)\\b.*\\?$|what do you mean|could you explain"),
    /// The answer asks for something that the instruction should hold.
    LOSS_OF_KEY_INFORMATION("please provide|need more information|could you clarify|what exactly");

    private final Pattern pattern;

    Failure(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /// As reasons name it.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The first kind of failure that an answer shows.
    static Optional<Rejection> of(String answer) {
        return Stream.of(values())
                .filter(each -> each.pattern.matcher(answer.strip()).find())
                .findFirst()
                .map(each -> new Rejection(
                        each.word(),
                        "the answer shows that the evolution of the instruction failed: "
                                + each.word().replace('-', ' '),
                        Data.of("text", answer)));
    }
}
