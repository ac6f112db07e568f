package dev.seedbed.recipes.internal;

import dev.seedbed.api.setting.Prompt;
import java.util.Set;

/// Prompts that are kept as files beside the code, so that they can be read, and compared, as what they are.
public final class BundledPrompt {
    private BundledPrompt() {}

    /// The prompt in `prompts/<id>.jinja`, without the line break that ends the file.
    ///
    /// @param version raised with every change of the file
    public static Prompt of(String id, int version, String... variables) {
        String text = Resource.read("prompts/" + id + ".jinja");
        return new Prompt(id, version, Set.of(variables), text.substring(0, text.length() - 1));
    }
}
