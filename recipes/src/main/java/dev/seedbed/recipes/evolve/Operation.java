package dev.seedbed.recipes.evolve;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A way to rewrite an instruction.
enum Operation {
    ADD_CONSTRAINTS,
    DEEPENING,
    CONCRETIZING,
    INCREASE_REASONING,
    COMPLICATE_INPUT,
    /// Writes another one of the same domain, where all others make the given one harder.
    IN_BREADTH;

    /// As pipelines and rows name it.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Stream.of(values()).map(Operation::word).toList();
    }

    static Operation named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
