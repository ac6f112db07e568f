package dev.seedbed.curate.judge;

/// What a piece of a reply says in a grammar of verdicts.
sealed interface Spoken<T> {
    /// No verdict.
    record Nothing<T>() implements Spoken<T> {}

    /// A verdict.
    record Said<T>(T value) implements Spoken<T> {}

    /// Meant as a verdict, but none that can be taken.
    record Wrong<T>(String cause, String explanation) implements Spoken<T> {}

    static <T> Spoken<T> nothing() {
        return new Nothing<>();
    }

    static <T> Spoken<T> said(T value) {
        return new Said<>(value);
    }

    static <T> Spoken<T> wrong(String cause, String explanation) {
        return new Wrong<>(cause, explanation);
    }

    default boolean isSomething() {
        return !(this instanceof Nothing<T>);
    }
}
