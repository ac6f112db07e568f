package dev.seedbed.recipes.evolve;

/// An instruction that evolved, and its answer.
record Evolved(String instruction, String answer) {}
