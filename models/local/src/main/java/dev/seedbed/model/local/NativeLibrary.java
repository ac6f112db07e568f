package dev.seedbed.model.local;

import de.kherud.llama.LlamaModel;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;

/// The native library, unpacked once under the cache. Left to itself it would be unpacked at every start, under
/// a name in the temporary folder that all processes share.
final class NativeLibrary {
    private NativeLibrary() {}

    /// The folder that holds the library for this machine, its version in the path.
    static Path folder(CacheFolder cache) {
        String platform = system() + "/" + architecture();
        String file = System.mapLibraryName("jllama");
        String resource = "/de/kherud/llama/" + platform + "/" + file;
        URL packed = LlamaModel.class.getResource(resource);
        if (packed == null) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "local models do not run on " + platform + " (there is no " + resource
                            + "); use a model server with the provider 'openai' instead");
        }
        Path folder = cache.nativeLibraries().resolve("llama-" + version()).resolve(system() + "-" + architecture());
        Path target = folder.resolve(file);
        try {
            long size = packed.openConnection().getContentLengthLong();
            if (Files.isRegularFile(target) && (size < 0 || Files.size(target) == size)) {
                return folder;
            }
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "library", ".tmp");
            try (InputStream in = packed.openStream()) {
                Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
            return folder;
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE, "cannot unpack the native library to " + target + ": " + e, e);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("win") ? "Windows" : name.contains("mac") || name.contains("darwin") ? "Mac" : "Linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default -> name;
        };
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = LlamaModel.class.getResourceAsStream("/META-INF/maven/de.kherud/llama/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException _) {
            // Only a name: without it all versions share one folder, told apart by their size.
        }
        return properties.getProperty("version", "unknown");
    }
}
