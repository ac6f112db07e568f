package dev.seedbed.text;

/// What one of two parties said in a conversation.
public record Turn(Party party, String text) {
    /// Who speaks.
    public enum Party {
        /// The one who asks.
        USER,
        /// The one who answers.
        ASSISTANT;

        public Party other() {
            return this == USER ? ASSISTANT : USER;
        }
    }

    public static Turn user(String text) {
        return new Turn(Party.USER, text);
    }

    public static Turn assistant(String text) {
        return new Turn(Party.ASSISTANT, text);
    }
}
