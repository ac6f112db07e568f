package dev.seedbed.recipes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Files that come in the jar.
public final class Resource {
    private Resource() {}

    /// The text of a file, its path given below `dev/seedbed/recipes`.
    public static String read(String path) {
        try (InputStream in = Resource.class.getResourceAsStream("/dev/seedbed/recipes/" + path)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks the file dev/seedbed/recipes/" + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the file dev/seedbed/recipes/" + path + " of the jar cannot be read", e);
        }
    }
}
