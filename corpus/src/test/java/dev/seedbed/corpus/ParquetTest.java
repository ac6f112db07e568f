package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.text.Normalization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTest {
    @TempDir
    private Path folder = Path.of("");

    private static List<String> rows(String query) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(query)) {
                try (ResultSet each = statement.getResultSet()) {
                    while (each.next()) {
                        rows.add(String.valueOf(each.getObject(1)));
                    }
                }
            }
            return rows;
        }
    }

    private Path parquet(String name, String query) throws SQLException {
        Path file = folder.resolve(name);
        rows("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        return file;
    }

    private static ExactExamination exact() {
        return new ExactExamination(Normalization.STANDARD);
    }

    @Test
    void keepsTheTypesOfRowsThatComeFromParquet() throws Exception {
        Path first = parquet(
                "a.parquet",
                "SELECT i AS id, 'row ' || (i % 4000) AS text, DATE '2026-01-01' + i::INT AS"
                        + " day, {'n': i::DECIMAL(9,2)} AS \"row\" FROM range(9000) r(i)");
        Path second = parquet(
                "b [1].parquet",
                "SELECT 1::BIGINT AS id, 'row 7' AS text, DATE '2026-01-01' AS day,"
                        + " {'n': 1::DECIMAL(9,2)} AS \"row\" UNION ALL SELECT 2, NULL, NULL, NULL");
        Path kept = folder.resolve("kept.parquet");
        CorpusReport report = Corpus.of(List.of(second, first), List.of("text"))
                .keptTo(kept)
                .removedTo(folder.resolve("removed.jsonl"))
                .examine(exact());
        assertThat(report.rows()).isEqualTo(9_002);
        assertThat(report.kept()).isEqualTo(4_000);
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(rows("SELECT column_type FROM (DESCRIBE SELECT * FROM '" + kept + "')"))
                .isEqualTo(rows("SELECT column_type FROM (DESCRIBE SELECT * FROM '" + first + "')"));
        assertThat(rows("SELECT id || ' ' || day || ' ' || \"row\".n FROM '" + kept + "'"))
                .isEqualTo(rows("SELECT id || ' ' || day || ' ' || \"row\".n FROM '" + first + "' LIMIT 4000"));
        assertThat(Files.readAllLines(folder.resolve("removed.jsonl")).getFirst())
                .isEqualTo("{\"file\":\"" + first + "\",\"line\":4001,\"reason\":\"exact-duplicate\",\"evidence\":"
                        + "{\"survivor\":{\"file\":\"" + first + "\",\"line\":1}}}");
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void annotatesParquet() throws Exception {
        Path file = parquet("a.parquet", "SELECT 'x' AS text FROM range(2)");
        Path kept = folder.resolve("kept.parquet");
        Corpus.of(List.of(file), List.of("text")).keptTo(kept).annotating("dup").examine(exact());
        assertThat(rows("SELECT dup FROM '" + kept + "'"))
                .containsExactly(
                        "{\"kept\":true}",
                        "{\"kept\":false,\"reason\":\"exact-duplicate\",\"evidence\":{\"survivor\":{\"file\":\"" + file
                                + "\",\"line\":1}}}");
    }

    @Test
    void convertsBetweenLinesAndParquet() throws Exception {
        Path lines = Files.writeString(folder.resolve("rows.jsonl"), """
                {"text":"2026-01-01","n":1,"list":[{"a":1},{"b":null}],"none":null,"empty":{}}
                {"text":"b","n":2.5,"mixed":"x"}
                {"text":"c","mixed":[1]}
                """);
        Path kept = folder.resolve("kept.parquet");
        Corpus.of(List.of(lines), List.of("text")).keptTo(kept).examine(exact());
        assertThat(rows("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '" + kept + "')"))
                .containsExactly(
                        "text VARCHAR",
                        "n DOUBLE",
                        "list STRUCT(a BIGINT, b VARCHAR)[]",
                        "none VARCHAR",
                        "empty JSON",
                        "mixed JSON");
        Path back = folder.resolve("back.jsonl");
        Corpus.of(List.of(kept), List.of("text")).keptTo(back).examine(exact());
        assertThat(Files.readAllLines(back).get(1)).startsWith("{\"text\":\"b\",\"n\":2.5");
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
        Corpus.of(List.of(empty), List.of("text")).keptTo(kept).examine(exact());
        assertThat(rows("SELECT count(*) FROM '" + kept + "'")).containsExactly("0");
    }

    @Test
    void losesNoWholeNumberThatIsBeyondASignedOne() throws Exception {
        Path lines = Files.writeString(folder.resolve("rows.jsonl"), "{\"text\":\"a\",\"n\":18446744073709551615}\n");
        Path kept = folder.resolve("kept.parquet");
        Corpus.of(List.of(lines), List.of("text")).keptTo(kept).examine(exact());
        assertThat(rows("SELECT n FROM '" + kept + "'")).containsExactly("18446744073709551615");
    }

    @Test
    void saysWhatIsNoParquet() throws Exception {
        Path file = Files.writeString(folder.resolve("no.parquet"), "{}");
        assertThatThrownBy(() -> Corpus.of(List.of(file), List.of("text"))
                        .keptTo(folder.resolve("kept.jsonl"))
                        .examine(exact()))
                .hasMessageContaining("no.parquet: cannot be read as Parquet: ");
    }

    /// The file of verdicts becomes Parquet as a whole, so what died is seen in the checkpoint and in the words.
    @Test
    void goesOnWithParquetWhereItDied() throws Exception {
        Path file = parquet(
                "a.parquet",
                "SELECT i AS id, repeat('word ', (i % 7000 * 7919 % 97)::INT) || (i % 7000) AS text FROM range(20000) r(i)");
        List<String> told = new ArrayList<>();
        for (String ending : List.of(".parquet", ".jsonl.gz")) {
            CorpusReport whole =
                    parquetTo("whole" + ending, file, told).threads(1).examine(exact());
            assertThat(whole.removed()).isEqualTo(13_000);
            for (long death : new long[] {9_000, 16_000}) {
                Corpus dying = parquetTo("died" + ending, file, told).threads(4).watchedBy(progress -> {
                    if (progress.rows() > death) {
                        Wrapped.DEATH.run();
                    }
                });
                assertThatThrownBy(() -> dying.examine(exact())).hasMessage("killed");
            }
            told.clear();
            assertThat(parquetTo("died" + ending, file, told).threads(2).examine(exact()))
                    .isEqualTo(whole);
            assertThat(told).singleElement().asString().startsWith("goes on after 1");
            assertThat(folder.resolve("died" + ending)).hasSameBinaryContentAs(folder.resolve("whole" + ending));
        }
    }

    private static Corpus parquetTo(String name, Path file, List<String> told) {
        return Corpus.of(List.of(file), List.of("text"))
                .keptTo(file.resolveSibling(name))
                .telling(told::add)
                .checkpointEvery(1 << 20);
    }

    @Test
    void numbersThatJsonDoesNotKnowLoseNoRow() throws Exception {
        Path file = parquet(
                "a.parquet",
                "SELECT 'NaN \"Infinity' AS text, 'nan'::DOUBLE AS a, [{'x': '-inf'::FLOAT, 'y': 1.5}] AS b"
                        + " UNION ALL SELECT 'b', 'inf'::DOUBLE, NULL");
        Path lines = folder.resolve("kept.jsonl");
        Corpus.of(List.of(file), List.of("text")).keptTo(lines).examine(exact());
        assertThat(Files.readAllLines(lines))
                .containsExactly(
                        "{\"text\":\"NaN \\\"Infinity\",\"a\":null,\"b\":[{\"x\":null,\"y\":1.5}]}",
                        "{\"text\":\"b\",\"a\":null,\"b\":null}");
        Path kept = folder.resolve("kept.parquet");
        Corpus.of(List.of(file), List.of("text")).keptTo(kept).examine(exact());
        assertThat(rows("SELECT a || ' ' || coalesce(b[1].x, 0) FROM '" + kept + "'"))
                .containsExactly("nan -inf", "inf 0.0");
    }

    @Test
    void addsNoColumnThatIsThereInAnotherCase() throws Exception {
        Path file = parquet("a.parquet", "SELECT 'x' AS text, 1 AS Dup");
        assertThatThrownBy(() -> Corpus.of(List.of(file), List.of("text"))
                        .keptTo(folder.resolve("kept.parquet"))
                        .annotating("dup")
                        .examine(exact()))
                .hasMessageContaining("the input already has a column 'Dup'. Name another");
        assertThatThrownBy(() -> Corpus.of(List.of(file), List.of("text"))
                        .keptTo(folder.resolve("kept.parquet"))
                        .annotating("text")
                        .examine(exact()))
                .hasMessageContaining("the input already has a column 'text'");
        assertThat(folder.toFile().list()).containsExactly("a.parquet");
    }

    @Test
    void aVerdictMayBeLongerThanMostAre() throws Exception {
        Path file = parquet("a.parquet", "SELECT 'x' AS text, repeat('i', 20000000) AS id FROM range(2)");
        Path kept = folder.resolve("kept.parquet");
        Corpus.of(List.of(file), List.of("text"))
                .keptTo(kept)
                .annotating("dup")
                .identifiedBy("id")
                .examine(new ExactExamination(Normalization.STANDARD, Optional.of("id")));
        assertThat(rows("SELECT length(dup) > 20000000 FROM '" + kept + "'")).containsExactly("false", "true");
    }

    @Test
    void leavesNothingIfParquetCannotBeMade() throws Exception {
        Path lines = Files.writeString(folder.resolve("rows.jsonl"), "{\"text\":\"a\",\"A\":1,\"a\":2}\n");
        assertThatThrownBy(() -> Corpus.of(List.of(lines), List.of("text"))
                        .keptTo(folder.resolve("kept.parquet"))
                        .examine(exact()))
                .hasMessageContaining("cannot be written: ");
        assertThat(folder.toFile().list()).containsExactly("rows.jsonl");
    }
}
