package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private List<Data> read(String name, String text) throws IOException {
        try (Stream<Data> rows = RowFiles.read(Files.writeString(folder.resolve(name), text))) {
            return rows.toList();
        }
    }

    @Test
    void readsRowsByTheFilesEnding() throws IOException {
        assertThat(read("a.jsonl", "{\"a\":1}\n\n{\"a\":null}\n")).containsExactly(Data.of("a", 1), Data.of("a", null));
        assertThat(read("a.csv", "a,b\n1,\n")).containsExactly(Data.of("a", "1").with("b", ""));
        assertThat(read("a.json", "[{\"a\":true}]")).containsExactly(Data.of("a", true));
        assertThat(read("b.jsonl", "")).isEmpty();
    }

    @Test
    void saysWhichRowCannotBeRead() {
        assertThatThrownBy(() -> read("bad.jsonl", "{\"a\":1}\n[]\n"))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("bad.jsonl:2: ");
        assertThatThrownBy(() -> RowFiles.read(folder.resolve("none.jsonl")))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("there is no such file");
    }
}
