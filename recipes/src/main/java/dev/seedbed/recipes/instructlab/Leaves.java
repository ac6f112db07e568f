package dev.seedbed.recipes.instructlab;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.internal.Sifting;
import dev.seedbed.recipes.internal.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The leaves of a taxonomy: its files `qna.yaml`, a row each, those with faults marked for [Sifting].
final class Leaves {
    static final String PATH = "taxonomy_path";
    static final String TYPE = "leaf_type";
    static final String TASK = "task_description";
    static final String DOMAIN = "domain";
    static final String OUTLINE = "document_outline";
    static final String EXAMPLES = "seed_examples";
    static final String PATTERNS = "document_patterns";
    /// The leaf's own columns, which no row keeps.
    static final List<String> PASSING = List.of(TASK, DOMAIN, OUTLINE, EXAMPLES, PATTERNS);

    static final String INVALID = "invalid-qna";
    private static final String FILE = "qna.yaml";
    private static final String KNOWLEDGE = "knowledge";

    private Leaves() {}

    /// The files in a folder and below, in the order of their paths; a file itself.
    static List<Path> files(Path taxonomy) {
        if (!Files.isDirectory(taxonomy)) {
            return List.of(taxonomy);
        }
        try (Stream<Path> all = Files.walk(taxonomy)) {
            return all.filter(path -> path.endsWith(FILE)).sorted().toList();
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "the taxonomy " + taxonomy + " cannot be read: " + e.getMessage(), e);
        }
    }

    static List<Data> read(Path taxonomy) {
        List<Path> files = files(taxonomy);
        if (files.isEmpty()) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "there is no file " + FILE + " in " + taxonomy + " or below: name the folder of a taxonomy, or one"
                            + " such file");
        }
        List<Data> rows = new ArrayList<>();
        for (Path file : files) {
            rows.add(row(file, path(taxonomy, file)));
        }
        return rows;
    }

    /// The patterns by which knowledge leaves name their documents; of a leaf with faults none.
    static List<String> patterns(Path taxonomy) {
        return files(taxonomy).stream()
                .filter(Files::isRegularFile)
                .map(file -> row(file, path(taxonomy, file)))
                .flatMap(leaf -> leaf.value(PATTERNS) instanceof List<?> list ? list.stream() : Stream.empty())
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    /// As InstructLab names it: the folders below the taxonomy, joined by arrows.
    private static String path(Path taxonomy, Path file) {
        Path folder = Files.isDirectory(taxonomy) ? taxonomy.relativize(file).getParent() : file.getFileName();
        return folder == null
                ? FILE
                : String.join(
                        "->",
                        StreamSupport.stream(folder.spliterator(), false)
                                .map(Path::toString)
                                .toList());
    }

    private static Data row(Path file, String path) {
        Data start = Data.of(PATH, path);
        Qna qna;
        try {
            Object yaml = YamlFile.read(file);
            qna = Qna.of(yaml, isKnowledge(path, yaml));
        } catch (SeedbedException e) {
            return fault(start.with(TYPE, null), List.of(String.valueOf(e.getMessage())));
        }
        Data row = start.with(TYPE, qna.type().word());
        if (!qna.faults().isEmpty()) {
            return fault(row, qna.faults());
        }
        Data leaf = row.with(EXAMPLES, qna.examples());
        return qna.type() == Qna.Type.KNOWLEDGE
                ? leaf.with(DOMAIN, qna.text("domain"))
                        .with(OUTLINE, qna.text("document_outline"))
                        .with(PATTERNS, qna.patterns())
                : leaf.with(TASK, qna.text("task_description"));
    }

    private static boolean isKnowledge(String path, @Nullable Object yaml) {
        return path.startsWith(KNOWLEDGE)
                || (!path.contains("_skills") && yaml instanceof Map<?, ?> fields && fields.containsKey("document"));
    }

    private static Data fault(Data row, List<String> faults) {
        return Sifting.marked(
                row,
                new Rejection(
                        INVALID,
                        "the leaf does not follow version 3 of the taxonomy's schema: " + String.join("; ", faults),
                        Data.of("faults", faults)));
    }
}
