package dev.seedbed.api.setting;

import dev.seedbed.api.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /// A prompt that is kept as a file, `<id>.jinja`, so that it can be read, and compared, as what it is. The line
    /// break that ends the file is left out.
    ///
    /// @param owner a class of the jar that has the file
    /// @param folder in that jar, from its root, such as `/dev/seedbed/curate/prompts`
    /// @param version raised with every change of the file
    public static Prompt bundled(Class<?> owner, String folder, String id, int version, String... variables) {
        String path = folder + "/" + id + ".jinja";
        try (InputStream in = owner.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks the file " + path);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Prompt(id, version, Set.of(variables), text.substring(0, text.length() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + path + " of the jar cannot be read", e);
        }
    }

    public PromptReference reference() {
        return new PromptReference(id, version, Hash.sha256Of(text));
    }
}
