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
        assertThat(SeedTasks.instructions(TestFiles.seeds(), false, 8)).hasSize(175);
        assertThat(SeedTasks.instructions(TestFiles.seeds(), true, 8)).hasSize(26);
    }

    @Test
    void saysWhichLineIsWrong() throws IOException {
        assertThatThrownBy(() -> SeedTasks.instructions(file("{\"instruction\":\"a\"}\n\n{\"task\":1}\n"), false, 1))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContainingAll("seeds.jsonl:3", "no text as `instruction`", "[task]");
        assertThatThrownBy(() -> SeedTasks.instructions(file("nonsense\n"), false, 1))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("seeds.jsonl:1: the line is not a JSON object");
    }

    @Test
    void asksForEnoughTasks() throws IOException {
        Path two = file("{\"instruction\":\"a\"}\n{\"instruction\":\"b\",\"is_classification\":true}\n");
        assertThat(SeedTasks.instructions(two, true, 1)).containsExactly("b");
        assertThatThrownBy(() -> SeedTasks.instructions(two, true, 2))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("has 1 classification tasks, but a request of self-instruct shows 2");
    }

    @Test
    void saysWhenTheFileCannotBeRead() {
        assertThatThrownBy(() -> SeedTasks.instructions(folder.resolve("none.jsonl"), false, 1))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("none.jsonl cannot be read");
    }
}
