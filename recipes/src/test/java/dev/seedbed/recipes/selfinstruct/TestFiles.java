package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Files of the test resources.
final class TestFiles {
    private TestFiles() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(TestFiles.class.getResource("/dev/seedbed/recipes/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static Path seeds() {
        return path("self_instruct_seed_tasks.jsonl");
    }

    static List<Data> rows(String name) {
        try {
            return Files.readAllLines(path(name)).stream()
                    .map(Json::parseObject)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
