package dev.seedbed.text.instruction;

/// Whether a reply follows a constraint.
///
/// @param followed whether it does
/// @param seen what the reply has: a number with its unit, or a part of the reply
/// @param bound what was wanted
public record Result(boolean followed, String seen, String bound) {
    /// One sentence for people.
    public String explanation() {
        return (followed ? "follows" : "does not follow") + " the instruction: wanted " + bound + ", seen " + seen;
    }
}
