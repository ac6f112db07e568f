package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files that are read, in the order of their paths whatever the order they were named in, each once.
final class InputList {
    private final List<InputFile> files;

    private InputList(List<InputFile> files) {
        this.files = files;
    }

    /// @param name as messages and evidence call it
    /// @param named whether it was named itself, not found in a folder or by a glob
    record InputFile(Path path, String name, FileFormat format, boolean named) {}

    /// Files, folders (all files below them whose ending says a format) and globs.
    static InputList find(List<Path> entries) {
        if (entries.isEmpty()) {
            throw wrong("No file is named. Name a file, a folder or a glob.");
        }
        List<InputFile> found = new ArrayList<>();
        for (Path entry : entries) {
            try {
                mustBeAFile(entry);
                boolean named = Files.exists(entry) && !Files.isDirectory(entry);
                files(entry).forEach(path -> found.add(input(path, named)));
            } catch (IOException | UncheckedIOException e) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT, "'" + entry + "' cannot be searched: " + e.getMessage(), e);
            }
        }
        return new InputList(inOrder(found));
    }

    /// A pipe gives its bytes once, but files are looked at more than once.
    private static void mustBeAFile(Path entry) {
        if (Files.exists(entry) && !Files.isRegularFile(entry) && !Files.isDirectory(entry)) {
            throw wrong("'" + entry + "' is a pipe or a device, which cannot be read more than once. Write what comes"
                    + " from it to a file, and name that.");
        }
    }

    private static InputFile input(Path path, boolean named) {
        FileFormat format = FileFormat.of(path)
                .orElseThrow(() -> wrong(
                        "'" + path + "' has an ending that says no format. Known are " + FileFormat.endings() + "."));
        return new InputFile(path, path.toString(), format, named);
    }

    private static List<InputFile> inOrder(List<InputFile> found) {
        Map<Path, Path> real = new HashMap<>();
        List<InputFile> files = new ArrayList<>(found);
        for (InputFile file : found) {
            Path path = file.path();
            Path other = real.put(realPath(path), path);
            if (other != null) {
                throw wrong("'" + path + "' is named twice"
                        + (other.equals(path) ? "" : " (it is also '" + other + "')")
                        + ", so that all its rows would be duplicates. Name each file once.");
            }
        }
        files.sort(Comparator.comparing(
                file -> file.path().toAbsolutePath().normalize().toString()));
        return List.copyOf(files);
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    static boolean same(Path one, Path other) {
        return realPath(one).equals(realPath(other));
    }

    private static List<Path> files(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            return below(
                    entry,
                    "the folder '" + entry + "'",
                    Integer.MAX_VALUE,
                    path -> FileFormat.of(path).isPresent());
        }
        if (Files.exists(entry)) {
            return List.of(entry);
        }
        if (!isGlob(entry.toString())) {
            throw wrong("There is no file or folder '" + entry + "'.");
        }
        return matching(entry);
    }

    private static boolean isGlob(String name) {
        return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static List<Path> matching(Path glob) throws IOException {
        Path base = glob.getRoot() == null ? Path.of("") : glob.getRoot();
        int fixed = 0;
        while (!isGlob(glob.getName(fixed).toString())) {
            base = base.resolve(glob.getName(fixed));
            fixed++;
        }
        if (!Files.isDirectory(base)) {
            throw wrong("There is no folder '" + base + "' for the glob '" + glob + "'.");
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        int depth = glob.toString().contains("**") ? Integer.MAX_VALUE : glob.getNameCount() - fixed;
        return below(base, "the glob '" + glob + "'", depth, matcher::matches);
    }

    private static List<Path> below(Path base, String what, int depth, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> walk = Files.walk(base, depth, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> found = walk.filter(path -> !isHidden(base, path))
                    .filter(wanted)
                    .filter(Files::isRegularFile)
                    .toList();
            if (found.isEmpty()) {
                throw wrong("There is no file to read for " + what + ". Endings known: " + FileFormat.endings() + ".");
            }
            return found;
        }
    }

    private static boolean isHidden(Path base, Path path) {
        for (Path part : base.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }

    List<InputFile> files() {
        return files;
    }

    String name(int file) {
        return files.get(file).name();
    }

    Place place(long place) {
        return new Place(name(Row.fileOf(place)), Row.lineOf(place));
    }

    boolean allParquet() {
        return files.stream().allMatch(file -> file.format() == FileFormat.PARQUET);
    }

    /// These without some that folders or globs have found.
    InputList without(List<Path> others) {
        Set<Path> real = others.stream().map(InputList::realPath).collect(Collectors.toSet());
        List<InputFile> rest = files.stream()
                .filter(file -> file.named() || !real.contains(realPath(file.path())))
                .toList();
        if (rest.isEmpty()) {
            throw wrong("There is no file to read but what is to be written: " + others + ".");
        }
        return new InputList(rest);
    }

    /// Refuses an output that would write over one of them.
    void mustNotHold(Path output) {
        Path real = realPath(output);
        for (InputFile file : files) {
            if (realPath(file.path()).equals(real)) {
                throw wrong("'" + output + "' is an input and would be written over. Name another output.");
            }
        }
    }

    /// The bytes of all files on the disk.
    long bytes() {
        return files.stream().mapToLong(file -> file.path().toFile().length()).sum();
    }
}
