package dev.seedbed.curate.judge;

/// What a judge's reply came to: a verdict with its reasons, or none. There is no default and no middle score: a
/// reply that does not say its verdict clearly is *unscored*.
///
/// ```java
/// switch (VerdictGrammar.scores(Scale.of(1, 5)).read("It is short but right.\nScore: 4")) {
///     case Verdict.Given<Double> given -> given.value();          // 4.0, because "It is short but right."
///     case Verdict.Unscored<Double> unscored -> unscored.cause(); // such as "no-verdict"
/// }
/// ```
public sealed interface Verdict<T> {
    /// A verdict.
    ///
    /// @param reasons what the judge wrote before it; may be empty
    record Given<T>(T value, String reasons) implements Verdict<T> {}

    /// No verdict.
    ///
    /// @param cause a stable code of lower-case words joined by hyphens
    /// @param explanation a sentence with what was seen
    record Unscored<T>(String cause, String explanation) implements Verdict<T> {}

    static <T> Verdict<T> given(T value, String reasons) {
        return new Given<>(value, reasons);
    }

    static <T> Verdict<T> unscored(String cause, String explanation) {
        return new Unscored<>(cause, explanation);
    }
}
