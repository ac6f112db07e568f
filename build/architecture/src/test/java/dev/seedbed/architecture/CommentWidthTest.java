package dev.seedbed.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The formatter takes a block of `///` lines for one comment, counts the indentation of all but its first line twice,
/// and breaks lines that are too wide by that count without a `///` on the rest, so that the rest becomes code.
class CommentWidthTest {
    private static final int WIDEST = 120;

    @Test
    void noDocumentationCommentIsSoWideThatTheFormatterBreaksIt() throws IOException {
        Path top = Path.of("..", "..");
        List<String> tooWide = new ArrayList<>();
        try (Stream<Path> files = Files.walk(top)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("target"))
                    .forEach(file -> tooWide.addAll(tooWide(file)));
        }
        assertThat(tooWide).as("lines to break by hand").isEmpty();
    }

    private static List<String> tooWide(Path file) {
        List<String> tooWide = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 1; i < lines.size(); i++) {
                String line = lines.get(i);
                int indentation = line.length() - line.stripLeading().length();
                boolean inBlock = isComment(line) && isComment(lines.get(i - 1));
                if (inBlock && indentation + line.length() > WIDEST) {
                    tooWide.add(file + ":" + (i + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tooWide;
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("///");
    }
}
