package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every wrong pipeline in `src/test/resources/wrong` gets exactly the message that was approved beside it,
/// from all that comes with Seedbed.
///
/// `SEEDBED_APPROVE=true` in the environment writes the messages anew; then read what changed. A line of a
/// pipeline may say `# --set path=value` to try an override.
class WrongPipelinesTest {
    private static final Path FOLDER = Path.of("src/test/resources/wrong");
    private static final String SET = "# --set ";

    private final Seedbed seedbed = Seedbed.standard().withEnvironment(Map.of("OPENAI_API_KEY", "k"));

    @TempDir
    private Path elsewhere = Path.of("");

    @TestFactory
    Stream<DynamicTest> givesTheApprovedMessage() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(25);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file)));
    }

    private void check(Path file) throws IOException {
        String message = String.valueOf(refusal(file).getMessage()).replace(FOLDER + "/", "") + "\n";
        Path approved = Path.of(file.toString().replace(".yaml", ".txt"));
        if ("true".equals(System.getenv("SEEDBED_APPROVE"))) {
            Files.writeString(approved, message);
        }
        assertThat(message).isEqualTo(Files.readString(approved));
    }

    @Test
    void refusesAFolderInPlaceOfAFile() {
        assertThat(refusal(elsewhere)).hasMessageContaining("is a folder").hasMessageContaining("file of YAML");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(refusal(FOLDER.resolve("misspelt-stp.yaml")))
                .hasMessageContaining("there is no such file")
                .hasMessageContaining("misspelt-step.yaml");
    }

    private SeedbedException refusal(Path file) {
        SeedbedException e = catchThrowableOfType(SeedbedException.class, () -> {
            PipelineSpec spec = seedbed.read(file);
            List<String> overrides = spec.text()
                    .lines()
                    .filter(line -> line.startsWith(SET))
                    .map(line -> line.substring(SET.length()))
                    .toList();
            seedbed.plan(spec.with(overrides)).close();
        });
        assertThat(e).as("what is said of %s", file).isNotNull();
        assertThat(e.kind()).isIn(ErrorKind.WRONG_INPUT, ErrorKind.UNUSABLE);
        return e;
    }
}
