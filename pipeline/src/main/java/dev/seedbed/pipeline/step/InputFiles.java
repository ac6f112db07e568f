package dev.seedbed.pipeline.step;

import dev.seedbed.pipeline.expression.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the files that the entries of `path` mean: a file, all files of a folder, or what a glob matches.
/// Entries in the order written, the files of each sorted by path, each file once. Names that begin with a dot
/// are left out of folders and globs.
final class InputFiles {
    private static final int MOST_NEIGHBOURS = 5;

    private final Optional<FileFormat> format;
    private final Consumer<String> problems;
    private final Map<Path, InputFile> found = new LinkedHashMap<>();

    private InputFiles(Optional<FileFormat> format, Consumer<String> problems) {
        this.format = format;
        this.problems = problems;
    }

    /// @param format how to read them; empty means by each file's ending
    /// @param problems told what is wrong, in words that follow the parameter's name
    static List<InputFile> find(List<Path> entries, Optional<FileFormat> format, Consumer<String> problems) {
        InputFiles files = new InputFiles(format, problems);
        if (entries.isEmpty()) {
            problems.accept("names no file; name a file, a folder or a glob");
        }
        entries.forEach(files::find);
        return List.copyOf(files.found.values());
    }

    private void find(Path entry) {
        try {
            if (Files.isDirectory(entry)) {
                addAll(entry, entry, "the folder '" + entry + "'", path -> true, Integer.MAX_VALUE);
            } else if (Files.exists(entry)) {
                addNamed(entry);
            } else if (isGlob(entry.toString())) {
                findGlob(entry);
            } else {
                problems.accept("is '" + entry + "', but there is no such file or folder" + neighbour(entry));
            }
        } catch (IOException | UncheckedIOException e) {
            problems.accept("is '" + entry + "', which cannot be searched: " + e.getMessage());
        }
    }

    private static boolean isGlob(String name) {
        return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private void findGlob(Path glob) throws IOException {
        Path base = glob.getRoot() == null ? Path.of("") : glob.getRoot();
        int fixed = 0;
        while (!isGlob(glob.getName(fixed).toString())) {
            base = base.resolve(glob.getName(fixed));
            fixed++;
        }
        if (!Files.isDirectory(base)) {
            problems.accept("is '" + glob + "', but there is no folder '" + base + "'");
            return;
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        int depth = glob.toString().contains("**") ? Integer.MAX_VALUE : glob.getNameCount() - fixed;
        addAll(base, glob, "the glob '" + glob + "'", matcher::matches, depth);
    }

    private void addNamed(Path file) {
        Optional<FileFormat> its = format.or(() -> FileFormat.byEnding(file));
        if (its.isEmpty()) {
            problems.accept("is '" + file + "', whose ending says no format; say `format:` with one of "
                    + String.join(", ", FileFormat.words()) + " (endings known: "
                    + String.join(" ", FileFormat.allEndings()) + ", and .gz behind all but .parquet)");
            return;
        }
        add(file, file.getFileName().toString(), its.get());
    }

    private void addAll(Path base, Path entry, String what, Predicate<Path> wanted, int depth) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(base, depth, FileVisitOption.FOLLOW_LINKS)) {
            all = walk.filter(path -> !isHidden(base, path))
                    .filter(wanted)
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(path -> below(base, path)))
                    .toList();
        }
        // with a glob the person has chosen the files; a folder may hold others, such as a licence
        boolean chosen = !entry.equals(base);
        List<Path> files = all.stream()
                .filter(path -> format.isPresent()
                        ? chosen || format.get().fits(path)
                        : FileFormat.byEnding(path).isPresent())
                .toList();
        Set<String> formats = files.stream()
                .map(path ->
                        format.or(() -> FileFormat.byEnding(path)).orElseThrow().word())
                .collect(Collectors.toCollection(TreeSet::new));
        if (files.isEmpty()) {
            problems.accept("is '" + entry + "', but " + what + " has no file to read"
                    + (all.isEmpty()
                            ? ""
                            : "; it has '" + below(base, all.getFirst()) + "'"
                                    + (all.size() == 1 ? "" : " and " + (all.size() - 1) + " more")
                                    + ", but the endings of `format: "
                                    + format.map(FileFormat::word).orElse("auto") + "` are others"));
        } else if (formats.size() > 1) {
            problems.accept("is '" + entry + "', but " + what + " has files of several formats ("
                    + String.join(", ", formats) + "); say `format:`, or choose by a glob such as '*.jsonl'");
        } else {
            files.forEach(path -> add(
                    path,
                    below(base, path),
                    format.or(() -> FileFormat.byEnding(path)).orElseThrow()));
        }
    }

    private void add(Path path, String relative, FileFormat its) {
        found.putIfAbsent(path.toAbsolutePath().normalize(), new InputFile(path, path.toString(), relative, its));
    }

    private static boolean isHidden(Path base, Path path) {
        for (Path part : base.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static String below(Path base, Path path) {
        List<String> parts = new ArrayList<>();
        base.relativize(path).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    /// Names what the folder holds, as the mistake is nearly always in the last name.
    private static String neighbour(Path missing) throws IOException {
        Path folder = Optional.ofNullable(missing.getParent()).orElse(Path.of("."));
        if (!Files.isDirectory(folder)) {
            return "; there is no folder '" + folder + "' either";
        }
        try (Stream<Path> names = Files.list(folder)) {
            List<String> readable = names.filter(
                            path -> FileFormat.byEnding(path).isPresent())
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
            String near = Nearest.hint(String.valueOf(missing.getFileName()), readable);
            return near.isEmpty() && !readable.isEmpty()
                    ? "; beside it are "
                            + String.join(", ", readable.subList(0, Math.min(MOST_NEIGHBOURS, readable.size())))
                    : near;
        }
    }
}
