package dev.seedbed.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.SeedbedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetOutputTest {
    @TempDir
    Path folder;

    private Path write(String... lines) throws Exception {
        List<Path> written = new ParquetOutput().write(Runs.of(folder, lines));
        assertThat(written).containsExactly(folder.resolve("dataset.parquet"));
        return written.getFirst();
    }

    private static List<String> query(String sql, Path file) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.replace("FILE", "'" + file + "'"))) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }

    private static List<String> types(Path file) throws Exception {
        return query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM FILE)", file);
    }

    @Test
    void takesEachColumnsTypeFromAllRows() throws Exception {
        Path file = write(
                "{\"_id\":\"a\",\"n\":1,\"x\":1,\"b\":true,\"nothing\":null,\"list\":[],\"late\":null}",
                "{\"_id\":\"b\",\"n\":-9223372036854775808,\"x\":2.5,\"b\":null,\"nothing\":null,\"list\":[\"y\"],"
                        + "\"late\":\"z\",\"new\":9223372036854775807}");

        assertThat(types(file))
                .containsExactly(
                        "_id VARCHAR",
                        "n BIGINT",
                        "x DOUBLE",
                        "b BOOLEAN",
                        "nothing VARCHAR",
                        "list VARCHAR[]",
                        "late VARCHAR",
                        "new BIGINT");
        assertThat(query("SELECT * FROM FILE", file))
                .containsExactly(
                        "a 1 1.0 true null [] null null",
                        "b -9223372036854775808 2.5 null null [y] z 9223372036854775807");
    }

    @Test
    void keepsNestedValuesNested() throws Exception {
        Path file = write(
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}",
                "{\"messages\":[{\"role\":\"assistant\",\"content\":\"So.\",\"weight\":0.5}]}");

        assertThat(types(file))
                .containsExactly("messages STRUCT(\"role\" VARCHAR, \"content\" VARCHAR, weight DOUBLE)[]");
        assertThat(query("SELECT messages[1].role, messages[1].weight FROM FILE", file))
                .containsExactly("user null", "assistant 0.5");
    }

    @Test
    void takesNoTextForADateATimeOrAUuid() throws Exception {
        Path file = write(
                "{\"d\":\"2020-01-01\",\"t\":\"2020-01-01 10:00:00\",\"u\":\"f47ac10b-58cc-4372-a567-0e02b2c3d479\","
                        + "\"n\":\"12\"}");

        assertThat(types(file)).containsExactly("d VARCHAR", "t VARCHAR", "u VARCHAR", "n VARCHAR");
    }

    @Test
    void keepsAsJsonWhatParquetHasNoTypeFor() throws Exception {
        Path file = write(
                "{\"mixed\":\"x\",\"big\":18446744073709551615,\"empty\":{},\"inner\":{\"v\":[1,\"a\"]},\"o\":{\"k\":1,\"K\":2}}",
                "{\"mixed\":5,\"big\":1,\"empty\":{},\"inner\":{\"v\":null},\"o\":null}",
                "{\"mixed\":null,\"big\":null,\"empty\":null,\"inner\":null,\"o\":null}");

        assertThat(types(file))
                .containsExactly(
                        "mixed VARCHAR", "big VARCHAR", "empty VARCHAR", "inner STRUCT(v VARCHAR[])", "o VARCHAR");
        assertThat(query("SELECT mixed, big, \"empty\", \"inner\".v, o FROM FILE", file))
                .containsExactly(
                        "\"x\" 18446744073709551615 {} [1, '\"a\"'] {\"k\":1,\"K\":2}",
                        "5 1 {} null null",
                        "null null null null null");
    }

    @Test
    void keepsTheOrderAndTheBytes() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            lines.add("{\"_id\":\"" + i + "\",\"text\":\"row " + (i * 7919 % 40_000) + "\"}");
        }
        byte[] first = Files.readAllBytes(write(lines.toArray(String[]::new)));
        Path file = write(lines.toArray(String[]::new));

        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        assertThat(query("SELECT _id FROM FILE", file))
                .hasSize(40_000)
                .startsWith("0", "1", "2")
                .endsWith("39999");
        assertThat(query("SELECT DISTINCT compression FROM parquet_metadata(FILE)", file))
                .containsExactly("ZSTD");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("dataset.jsonl", "dataset.parquet");
    }

    @Test
    void writesAnEmptyDataSet() throws Exception {
        Path file = write();
        assertThat(types(file)).containsExactly("_id VARCHAR");
        assertThat(query("SELECT * FROM FILE", file)).isEmpty();
    }

    @Test
    void takesAnyTextAndAnyName() throws Exception {
        folder = Files.createDirectory(folder.resolve("a [1]? * b's \u00e9"));
        String large = "x".repeat(20_000_000);
        Path file = write(
                "{\"a \\\"quoted\\\" 'name', (\":\"\\u0000 \\ud83c\\udf31 ; DROP\",\"in\":{\"\":1},\"select\":{\"a b\":1}}",
                "{\"select\":{\"a b\":2},\"long\":\"" + large + "\"}");
        Path plain = Files.createTempFile("plain", ".parquet");
        Files.copy(file, plain, StandardCopyOption.REPLACE_EXISTING);

        assertThat(query("SELECT \"a \"\"quoted\"\" 'name', (\", \"in\", \"select\".\"a b\" FROM FILE", plain))
                .containsExactly("\u0000 \uD83C\uDF31 ; DROP {\"\":1} 1", "null null 2");
        assertThat(query("SELECT length(long) FROM FILE", plain)).containsExactly("null", "20000000");
        Files.delete(plain);
    }

    @Test
    void refusesAColumnWithoutAName() {
        assertThatThrownBy(() -> write("{\"\":1}"))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("it has a column without a name");
    }

    @Test
    void refusesColumnsThatDifferByCaseOnly() {
        assertThatThrownBy(() -> write("{\"Text\":1}", "{\"text\":2}"))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("columns 'Text' and 'text' differ by case only")
                .hasMessageContaining("Rename one of them");
        assertThat(folder.toFile().list()).containsExactly("dataset.jsonl");
    }
}
