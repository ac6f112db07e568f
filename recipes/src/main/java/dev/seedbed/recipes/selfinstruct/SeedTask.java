package dev.seedbed.recipes.selfinstruct;

/// A task written by people.
///
/// @param input of its first instance, empty if it needs none or none is known
/// @param output of its first instance, empty if none is known
record SeedTask(String instruction, String input, String output) {}
