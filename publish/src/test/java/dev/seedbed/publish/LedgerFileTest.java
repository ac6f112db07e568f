package dev.seedbed.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.LedgerJson;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFileTest {
    @TempDir
    Path folder;

    private final Sample root = Sample.root("load", Data.of("text", "a"));
    private final Sample first = root.child("split", 0, Data.of("text", "b"));
    private final Sample second = root.child("split", 1, Data.of("text", "c"));
    private final Sample grandchild =
            second.child("answer", 0, Data.of("text", "d").with("n", 1));
    private List<LedgerEntry> entries = List.of();
    private LedgerFile ledger = new LedgerFile(Path.of("none"));

    @BeforeEach
    void writeLedger() throws Exception {
        entries = List.of(
                entry(root, Fate.CONSUMED, "split", List.of(first.id(), second.id())),
                entry(first, Fate.REJECTED, "length", List.of()),
                entry(second, Fate.CONSUMED, "answer", List.of(grandchild.id())),
                entry(grandchild, Fate.ACCEPTED, "", List.of()));
        List<String> lines = new ArrayList<>();
        entries.forEach(entry -> lines.add(LedgerJson.write(entry)));
        Path file = folder.resolve("ledger.jsonl");
        Files.write(file, lines);
        ledger = new LedgerFile(file);
    }

    private static LedgerEntry entry(Sample sample, Fate fate, String step, List<SampleId> children) {
        boolean rejected = fate == Fate.REJECTED;
        return new LedgerEntry(
                3,
                sample.id(),
                sample.parents(),
                children,
                fate,
                step,
                rejected ? "too-short" : "",
                rejected ? "1 character" : "",
                rejected ? Data.of("length", 1) : Data.empty(),
                Map.of("quality", 4.5),
                fate == Fate.CONSUMED ? Data.empty() : sample.data(),
                rejected ? List.of(Hash.of("call"), Hash.of("call 2")) : List.of(),
                new Money(new BigDecimal("0.0015"), "EUR"));
    }

    @Test
    void readsAllEntriesInOrder() throws Exception {
        List<LedgerEntry> read = new ArrayList<>();
        ledger.forEach(read::add);
        assertThat(read).isEqualTo(entries);
    }

    @Test
    void tellsASamplesFamily() throws Exception {
        assertThat(ledger.family(grandchild.id()))
                .contains(new LedgerFile.Family(entries.get(3), List.of(entries.get(2), entries.get(0)), List.of()));
        assertThat(ledger.family(root.id()))
                .contains(new LedgerFile.Family(entries.get(0), List.of(), List.of(entries.get(1), entries.get(2))));
    }

    @Test
    void tellsThatThereIsNoSuchSample() throws Exception {
        assertThat(ledger.family(SampleId.root("x", "y"))).isEmpty();
    }

    @Test
    void writesParquetWithAColumnForEachField() throws Exception {
        Path parquet = ledger.writeParquet(folder.resolve("ledger.parquet"));

        assertThat(query("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '" + parquet + "')"))
                .containsExactly(
                        "candidate BIGINT",
                        "sample VARCHAR",
                        "parents VARCHAR[]",
                        "children VARCHAR[]",
                        "fate VARCHAR",
                        "step VARCHAR",
                        "reason VARCHAR",
                        "explanation VARCHAR",
                        "evidence VARCHAR",
                        "scores VARCHAR",
                        "data VARCHAR",
                        "calls VARCHAR[]",
                        "cost DOUBLE",
                        "currency VARCHAR");
        assertThat(query(
                        "SELECT concat_ws(' ', sample, CAST(parents AS VARCHAR), fate, reason, evidence, scores, data, len(calls), cost, "
                                + "currency) FROM '" + parquet + "' WHERE fate IN ('rejected', 'accepted')"))
                .containsExactly(
                        first.id() + " [" + root.id()
                                + "] rejected too-short {\"length\":1} {\"quality\":4.5} {\"text\":\"b\"} 2 0.0015 EUR",
                        grandchild.id() + " [" + second.id()
                                + "] accepted  {} {\"quality\":4.5} {\"text\":\"d\",\"n\":1} 0 0.0015 EUR");
        assertThat(query("SELECT len(children) FROM '" + parquet + "'")).containsExactly("2", "0", "1", "0");
    }

    @Test
    void writesAnEmptyLedger() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));
        Path parquet = new LedgerFile(empty).writeParquet(folder.resolve("ledger.parquet"));
        assertThat(query("SELECT count(*) FROM '" + parquet + "'")).containsExactly("0");
    }

    private static List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
