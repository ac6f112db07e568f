package dev.seedbed.model.local;

import de.kherud.llama.LlamaModel;
import dev.seedbed.api.Json;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.json.JsonFactory;

/// How the child is started: the same Java, little memory, only the classes it needs, no variable that could
/// hold a key or change its flags, and nothing left behind when the native code aborts.
final class ChildCommand {
    private static final List<Class<?>> NEEDED =
            List.of(ModelServer.class, Json.class, JsonFactory.class, LlamaModel.class);

    private static final Set<String> PASSED_ON = Set.of(
            "PATH",
            "HOME",
            "TMPDIR",
            "TEMP",
            "TMP",
            "LANG",
            "LC_ALL",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "SystemRoot",
            "windir");

    private ChildCommand() {}

    static Process start(Path socket) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xms8m",
                "-Xmx256m",
                "-XX:-UsePerfData",
                "-XX:+SuppressFatalErrorMessage",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                ModelServer.class.getName(),
                socket.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PASSED_ON);
        // Without this the native library starts a debugger when it aborts.
        environment.put("GGML_NO_BACKTRACE", "1");
        return builder.start();
    }

    private static String classPath() {
        Set<String> paths = new LinkedHashSet<>();
        for (Class<?> needed : NEEDED) {
            CodeSource source = needed.getProtectionDomain().getCodeSource();
            try {
                if (source == null || source.getLocation() == null) {
                    return System.getProperty("java.class.path");
                }
                paths.add(Path.of(source.getLocation().toURI()).toString());
            } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
                return System.getProperty("java.class.path");
            }
        }
        return String.join(File.pathSeparator, paths);
    }
}
