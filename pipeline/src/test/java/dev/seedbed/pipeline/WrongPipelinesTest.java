package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every wrong pipeline in `src/test/resources/wrong` gets exactly the message that was approved beside it.
///
/// `SEEDBED_APPROVE=true` in the environment writes the messages anew; then read what changed. A line of a
/// pipeline may say `# --set path=value` to try an override.
class WrongPipelinesTest {
    private static final Path FOLDER = Path.of("src/test/resources/wrong");

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

    private static void check(Path file) throws IOException {
        String message = message(file);
        Path approved = Path.of(file.toString().replace(".yaml", ".txt"));
        if ("true".equals(System.getenv("SEEDBED_APPROVE"))) {
            Files.writeString(approved, message);
        }
        assertThat(message).isEqualTo(Files.readString(approved));
    }

    private static String message(Path file) {
        SeedbedException e = catchThrowableOfType(SeedbedException.class, () -> {
            String text = Files.readString(file);
            List<String> overrides = text.lines()
                    .filter(line -> line.startsWith("# --set "))
                    .map(line -> line.substring("# --set ".length()))
                    .toList();
            PipelineSpec spec = PipelineReader.read(text, String.valueOf(file.getFileName()), FOLDER)
                    .with(overrides);
            Map<String, String> environment =
                    file.endsWith("key-not-in-environment.yaml") ? Map.of() : Map.of("HOSTED_KEY", "k");
            new Binder(TestCatalogue.catalogue(), environment).bind(spec).close();
        });
        assertThat(e).as("what binding %s throws", file).isNotNull();
        return e.getMessage() + "\n";
    }
}
