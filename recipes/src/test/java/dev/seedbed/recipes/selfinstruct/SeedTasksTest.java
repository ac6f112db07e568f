package dev.seedbed.recipes.selfinstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTasksTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("seeds.jsonl"), text);
    }

    @Test
    void readsTheReleasedFile() {
        assertThat(SeedTasks.read(TestFiles.seeds(), false, 8)).hasSize(175);
        assertThat(SeedTasks.read(TestFiles.seeds(), true, 8)).hasSize(26);
    }

    @Test
    void saysWhichLineIsWrong() throws IOException {
        assertThatThrownBy(() -> SeedTasks.read(file("{\"instruction\":\"a\"}\n\n{\"task\":1}\n"), false, 1))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContainingAll("seeds.jsonl:3", "no text as `instruction`", "[task]");
        assertThatThrownBy(() -> SeedTasks.read(file("nonsense\n"), false, 1))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("seeds.jsonl:1: the line is not a JSON object");
    }

    @Test
    void asksForEnoughTasks() throws IOException {
        Path two = file("{\"instruction\":\"a\"}\n{\"instruction\":\"b\",\"is_classification\":true}\n");
        assertThat(SeedTasks.read(two, true, 1))
                .extracting(SeedTask::instruction)
                .containsExactly("b");
        assertThatThrownBy(() -> SeedTasks.read(two, true, 2))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("has 1 classification tasks, but a request shows 2");
    }

    @Test
    void saysWhenTheFileCannotBeRead() {
        assertThatThrownBy(() -> SeedTasks.read(folder.resolve("none.jsonl"), false, 1))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("none.jsonl cannot be read");
    }
}
