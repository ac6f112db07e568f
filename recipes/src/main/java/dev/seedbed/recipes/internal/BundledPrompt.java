package dev.seedbed.recipes.internal;

import dev.seedbed.api.setting.Prompt;

/// Prompts that are kept as files beside the code, so that they can be read, and compared, as what they are.
public final class BundledPrompt {
    private BundledPrompt() {}

    /// The prompt in `prompts/<id>.jinja`, without the line break that ends the file.
    ///
    /// @param version raised with every change of the file
    public static Prompt of(String id, int version, String... variables) {
        return Prompt.bundled(BundledPrompt.class, "/dev/seedbed/recipes/prompts", id, version, variables);
    }
}
