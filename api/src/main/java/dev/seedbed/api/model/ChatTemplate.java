package dev.seedbed.api.model;

import java.util.List;

/// How a model's conversations are written as one text. Thread-safe.
@FunctionalInterface
public interface ChatTemplate {
    /// The conversation as the model was trained to see it.
    ///
    /// @param addGenerationPrompt whether to end with the header of the assistant's turn
    String render(List<Message> messages, boolean addGenerationPrompt);
}
