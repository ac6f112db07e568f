package dev.seedbed.publish;

import dev.seedbed.api.SampleId;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.LedgerJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A run's ledger: a file with a [LedgerJson] line for every sample, in candidate order.
///
/// ```java
/// LedgerFile ledger = new LedgerFile(directory.resolve("ledger.jsonl"));
/// Optional<LedgerFile.Family> family = ledger.family(id);         // what became of a sample, and whom it comes from
/// ledger.writeParquet(directory.resolve("ledger.parquet"));
/// ```
///
/// Nothing is kept in memory: every look reads the file.
public final class LedgerFile {
    private static final String SAMPLE_FIELD = "\"sample\":\"";
    private static final int ID_LENGTH = 32;

    private final Path file;

    /// The ledger in a file, which is read when it is asked.
    public LedgerFile(Path file) {
        this.file = file;
    }

    /// A sample's entry with those of its relatives.
    ///
    /// @param ancestors parents first, then theirs, each once
    /// @param children in order
    public record Family(LedgerEntry entry, List<LedgerEntry> ancestors, List<LedgerEntry> children) {}

    /// All entries, in candidate order.
    public void forEach(Consumer<LedgerEntry> action) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                action.accept(LedgerJson.read(line));
            }
        }
    }

    /// The entry of a sample with its relatives' entries; empty if the run has no such sample.
    public Optional<Family> family(SampleId sample) throws IOException {
        List<LedgerEntry> found = entries(List.of(sample));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LedgerEntry entry = found.getFirst();
        return Optional.of(new Family(entry, ancestors(entry), entries(entry.children())));
    }

    private List<LedgerEntry> ancestors(LedgerEntry entry) throws IOException {
        List<LedgerEntry> ancestors = new ArrayList<>();
        Set<SampleId> known = new LinkedHashSet<>();
        List<LedgerEntry> generation = List.of(entry);
        while (!generation.isEmpty()) {
            List<SampleId> parents = new ArrayList<>();
            for (LedgerEntry each : generation) {
                each.parents().stream().filter(known::add).forEach(parents::add);
            }
            generation = entries(parents);
            ancestors.addAll(generation);
        }
        return ancestors;
    }

    /// The entries of some samples, in the order given; those that are not there are left out.
    private List<LedgerEntry> entries(List<SampleId> samples) throws IOException {
        if (samples.isEmpty()) {
            return List.of();
        }
        Map<String, LedgerEntry> found = new HashMap<>();
        Set<String> wanted = new LinkedHashSet<>();
        samples.forEach(sample -> wanted.add(sample.toString()));
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && found.size() < wanted.size()) {
                String id = idOf(line);
                if (wanted.contains(id)) {
                    found.put(id, LedgerJson.read(line));
                }
                line = lines.readLine();
            }
        }
        return wanted.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    /// Without parsing the line: the sample's id is its second field.
    private static String idOf(String line) {
        int start = line.indexOf(SAMPLE_FIELD) + SAMPLE_FIELD.length();
        return line.substring(Math.min(start, line.length()), Math.min(start + ID_LENGTH, line.length()));
    }

    /// Writes the ledger as Parquet, whole or not at all: a column for each field of [LedgerEntry], lists as
    /// lists, `evidence`, `scores` and `data` as JSON texts since every step has its own. Loads DuckDB, which
    /// takes 100 to 400 ms.
    public Path writeParquet(Path target) throws IOException {
        return WholeFile.write(target, unfinished -> {
            try (DuckDb database = new DuckDb()) {
                database.writeParquet(query(), unfinished);
            } catch (SQLException e) {
                throw new IOException(target + " cannot be written: " + e.getMessage(), e);
            }
        });
    }

    private String query() throws IOException {
        return """
                SELECT candidate, sample, parents, children, fate, step, reason, explanation,
                  CAST(evidence AS VARCHAR) AS evidence, CAST(scores AS VARCHAR) AS scores,
                  CAST(data AS VARCHAR) AS data, calls,
                  CAST(cost.amount AS DOUBLE) AS cost, cost.currency AS currency
                FROM read_json(%s, columns = {
                  candidate: 'BIGINT', sample: 'VARCHAR', parents: 'VARCHAR[]', children: 'VARCHAR[]',
                  fate: 'VARCHAR', step: 'VARCHAR', reason: 'VARCHAR', explanation: 'VARCHAR',
                  evidence: 'JSON', scores: 'JSON', data: 'JSON', calls: 'VARCHAR[]',
                  cost: 'STRUCT(amount VARCHAR, currency VARCHAR)'})""".formatted(DuckDb.lines(file, LongestLine.of(file)));
    }
}
