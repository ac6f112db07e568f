package dev.seedbed.api.setting;

import dev.seedbed.api.Hash;
import java.util.Set;

/// A prompt that comes with a recipe: written by us, named and versioned, replaceable in a pipeline by
/// `prompts: { <id>: "..." }` on the step.
///
/// @param id such as `self-instruct.classify`
/// @param version from 1, raised with every change of the text
/// @param variables what the recipe fills in; a replacement may use these and no others
/// @param text the Jinja template
public record Prompt(String id, int version, Set<String> variables, String text) {
    public Prompt {
        variables = Set.copyOf(variables);
    }

    public PromptReference reference() {
        return new PromptReference(id, version, Hash.sha256Of(text));
    }
}
