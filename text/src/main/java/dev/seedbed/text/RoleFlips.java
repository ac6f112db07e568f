package dev.seedbed.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds where one party of a conversation speaks as the other.
final class RoleFlips {
    static final String ROLE_FLIP = "role-flip";

    private static final int HEAD = 2_000;

    private static final String TOKENS = "|<\\|[A-Za-z_]{2,20}\\|>|\\[\\|[A-Za-z]{2,20}\\|]|<(?:start|end)_of_turn>";

    /// Lines that the other party would begin, and tokens of chat templates.
    private static final Pattern USER_HEADER = header("user|human");

    private static final Pattern ASSISTANT_HEADER = header("assistant|ai|chatbot|ai assistant");

    private static final Pattern USER_AS_ASSISTANT = sentence("(?:how (?:can|may) i (?:help|assist)(?: you\\b|\\?)"
            + "|what (?:can i do for you|can i help you with)|is there anything else i can (?:help|assist|do)"
            + "|as an ai\\b|(?:i'm|i am) (?:just )?an ai\\b|(?:i'm|i am) (?:always )?here to (?:help|assist)"
            + "|feel free to (?:ask|reach out|let me know)|let me know if you (?:have|need) (?:any|more|further|help)"
            + "|(?:i'd|i would|i'll) be (?:happy|glad) to (?:help|assist|explain|provide)"
            + "|(?:sure|certainly|of course|absolutely)[!,.] {1,2}(?:here (?:is|are)|here's|i can help|i'd be|i'll ))");

    private static final Pattern ASSISTANT_AS_USER =
            sentence("(?:(?:can|could|would|will) you (?:please )?(?:help|assist)"
                    + " me\\b|i need (?:your |some )?(?:help|advice|assistance) (?:with|on|from)|i have (?:a|another) question for"
                    + " you|(?:thanks|thank you)(?: so much| very much)? for (?:your (?:help|explanation|answer|advice|detailed)"
                    + "|explaining|answering|helping me|the (?:explanation|answer|advice|detailed))|instruction:)");

    private RoleFlips() {}

    private static Pattern header(String names) {
        return Pattern.compile("(?:(?<=\\n)|^)[ \\t>*#]{0,6}(?:" + names + ") ?\\*{0,2}:" + TOKENS);
    }

    private static Pattern sentence(String beginnings) {
        return Pattern.compile("(?:^|(?<=[.!?\\n])) {0,2}[\"'*_]{0,3}" + beginnings);
    }

    static Optional<Finding> find(Turn turn) {
        return switch (turn.party()) {
            case USER ->
                found(turn.text(), ASSISTANT_HEADER, "begins the assistant's turn")
                        .or(() -> found(turn.text(), USER_AS_ASSISTANT, "speaks as the assistant"));
            case ASSISTANT ->
                found(turn.text(), USER_HEADER, "begins the user's turn")
                        .or(() -> found(turn.text(), ASSISTANT_AS_USER, "speaks as the user"));
        };
    }

    private static Optional<Finding> found(String text, Pattern pattern, String what) {
        Matcher matcher = pattern.matcher(Folded.head(text, HEAD));
        return matcher.find()
                ? Optional.of(new Finding(
                        ROLE_FLIP,
                        "the text " + what + ": \""
                                + text.substring(matcher.start(), matcher.end()).strip() + "\"",
                        matcher.start(),
                        matcher.end()))
                : Optional.empty();
    }
}
