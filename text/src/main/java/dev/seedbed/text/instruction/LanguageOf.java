package dev.seedbed.text.instruction;

import java.util.Optional;

/// Names the language of a text.
///
/// ```java
/// LanguageOf always = text -> Optional.of("en");
/// ```
///
/// Must be pure and thread-safe.
@FunctionalInterface
public interface LanguageOf {
    /// Knows no language: checks of a language then go by the script alone.
    LanguageOf UNKNOWN = _ -> Optional.empty();

    /// The ISO 639-1 code, such as `de`; empty if it cannot be told.
    Optional<String> code(String text);
}
