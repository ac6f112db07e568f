package dev.seedbed.api.model;

import java.util.List;

/// Fixed questions by which it is noticed that a model is no longer the one that it was: asked before the first
/// call that a start of a run really makes, and again after every so many calls.
///
/// @param every how many calls of the model are made between two occasions
/// @param isStopping whether a change stops the run; otherwise it is noted
/// @param maxTokens the most tokens of an answer
/// @param prompts what is asked, in this order
public record Canary(long every, boolean isStopping, int maxTokens, List<Prompt> prompts) {
    /// Short answers that vary little, but for the last, whose words a changed model chooses otherwise.
    public static final List<Prompt> USUAL = List.of(
            new Prompt(
                    "canary.count",
                    1,
                    "Count from one to twelve in English words, separated by commas. Write nothing else."),
            new Prompt(
                    "canary.capitals",
                    1,
                    "Name the capitals of Peru, Kenya and Norway, in this order, separated by commas. Write nothing"
                            + " else."),
            new Prompt("canary.lighthouse", 1, "Describe a lighthouse at noon in one sentence of about twenty words."));

    public Canary {
        prompts = List.copyOf(prompts);
    }

    /// @param version of the text, from 1; 0 for one written in a pipeline
    public record Prompt(String id, int version, String text) {}
}
