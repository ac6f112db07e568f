package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// One YAML document (1.2, core schema), or JSON, which is YAML, as JSON values.
///
/// Files may come from anywhere: their size and the aliases in them are limited, and a key that stands twice is an
/// error.
public final class YamlFile {
    private static final int MOST_CHARACTERS = 5_000_000;
    private static final int MOST_ALIASES = 50;

    private YamlFile() {}

    /// @throws SeedbedException if it cannot be read, or is not YAML; it names the file and the place
    public static @Nullable Object read(Path file) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(String.valueOf(file.getFileName()))
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            return Data.normalized(new Load(settings).loadFromString(Files.readString(file)));
        } catch (IOException e) {
            throw wrong(file, "cannot be read as UTF-8: " + e.getMessage(), e);
        } catch (YamlEngineException e) {
            throw wrong(file, "is not YAML: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw wrong(file, "holds what JSON does not have: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw wrong(file, "is nested too deeply", e);
        }
    }

    private static SeedbedException wrong(Path file, String message, Throwable cause) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, file + " " + message, cause);
    }
}
