package dev.seedbed.pipeline;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.pipeline.expression.Nearest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads pipelines written in YAML 1.2.
///
/// ```java
/// PipelineSpec spec = PipelineReader.read(Path.of("pipeline.yaml"));
/// ```
///
/// Anchors and aliases work within limits; tags and several documents in one file are refused.
public final class PipelineReader {
    private PipelineReader() {}

    /// Reads a file.
    ///
    /// @throws dev.seedbed.api.setting.InvalidPipelineException if it is not YAML
    /// @throws SeedbedException if it cannot be read
    public static PipelineSpec read(Path file) {
        String text;
        try {
            if (Files.isDirectory(file)) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT, file + ": is a folder; give the path of a pipeline's file of YAML");
            }
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file + ": there is no such file" + beside(file) + "; give the path of a pipeline in YAML",
                    e);
        } catch (CharacterCodingException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, file + ": is not UTF-8 text; save it with that encoding", e);
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, file + ": cannot be read: " + e.getMessage(), e);
        }
        Path directory = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        return read(text, file.toString(), directory);
    }

    /// The pipeline of a similar name, if there is one.
    private static String beside(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        try (Stream<Path> files = Files.list(folder)) {
            List<String> pipelines = files.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .toList();
            return Nearest.hint(String.valueOf(file.getFileName()), pipelines);
        } catch (IOException e) {
            return "";
        }
    }

    /// Reads a text.
    ///
    /// @param file the name that problems are told with
    /// @param directory what relative paths are relative to
    /// @throws dev.seedbed.api.setting.InvalidPipelineException if it is not YAML
    public static PipelineSpec read(String text, String file, Path directory) {
        return new YamlTree(file, text).spec(directory);
    }
}
