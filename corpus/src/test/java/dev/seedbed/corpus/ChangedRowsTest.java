package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedRowsTest {
    @TempDir
    private Path folder = Path.of("");

    /// Puts one word in place of another wherever it stands.
    private record Replacing(String word, String with) implements Examination<List<Edit>> {
        @Override
        public List<Edit> look(Row row) {
            List<Edit> edits = new ArrayList<>();
            String text = row.text();
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
                edits.add(new Edit(at, at + word.length(), with));
            }
            return edits;
        }

        @Override
        public Fate decide(List<Edit> looked, Row row) {
            return looked.isEmpty()
                    ? Fate.Kept.AS_IT_IS
                    : new Fate.Changed(looked, "replaced", Data.of("count", (long) looked.size()));
        }
    }

    private static final Replacing ANNA = new Replacing("Anna", "Ms \"Ö\"\n😀");

    private Path out() {
        return folder.resolve("kept.jsonl");
    }

    private Path evidence() {
        return folder.resolve("evidence.jsonl");
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines));
    }

    private Corpus corpus(Path file, String... texts) {
        return Corpus.of(List.of(file), List.of(texts)).keptTo(out()).removedTo(evidence());
    }

    @Test
    void putsOtherTextInPlaceAndKeepsEveryOtherByte() throws Exception {
        Path file = file(
                "in.jsonl",
                "{\"n\": 1.50, \"b\":\"Anna \\u00e9 Anna\" , \"z\":[1, {\"Anna\":\"Anna\"}], \"a\":\"\\/Anna\"}",
                "{\"a\":\"nobody\",  \"b\":\"\\/\"}",
                " {\"b\":\"x\",\"a\":\"Anna\"} ");

        CorpusReport report = corpus(file, "a", "b").examine(ANNA);

        String name = "Ms \\\"Ö\\\"\\n😀";
        assertThat(Files.readString(out()))
                .isEqualTo("{\"n\": 1.50, \"b\":\"" + name + " é " + name
                        + "\" , \"z\":[1, {\"Anna\":\"Anna\"}], \"a\":\"/" + name + "\"}\n"
                        + "{\"a\":\"nobody\",  \"b\":\"\\/\"}\n"
                        + " {\"b\":\"x\",\"a\":\"" + name + "\"} \n");
        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.kept()).isEqualTo(3);
        assertThat(report.changed()).isEqualTo(2);
        assertThat(report.reasons()).containsEntry("replaced", 2L);
        assertThat(Files.readAllLines(evidence()))
                .containsExactly(
                        "{\"file\":\"" + file + "\",\"line\":1,\"reason\":\"replaced\",\"evidence\":{\"count\":3}}",
                        "{\"file\":\"" + file + "\",\"line\":3,\"reason\":\"replaced\",\"evidence\":{\"count\":1}}");
    }

    @Test
    void changesTheContentsOfMessagesAndNothingElseInThem() throws Exception {
        Path file = file(
                "in.jsonl",
                "{\"messages\":[{\"role\":\"Anna\",\"content\":\"Anna?\"},{\"role\":\"b\",\"content\":null},"
                        + "{\"content\":[{\"type\":\"text\",\"text\":\"Hello Anna\"},{\"type\":\"Anna\"}]}]}");

        corpus(file, "messages").examine(new Replacing("Anna", "X"));

        assertThat(Files.readString(out()))
                .isEqualTo("{\"messages\":[{\"role\":\"Anna\",\"content\":\"X?\"},{\"role\":\"b\",\"content\":null},"
                        + "{\"content\":[{\"type\":\"text\",\"text\":\"Hello X\"},{\"type\":\"Anna\"}]}]}\n");
    }

    @Test
    void readsShareGptsMessagesAndRefusesAListWithoutAnyContent() throws Exception {
        Path file = file(
                "in.jsonl",
                "{\"c\":[{\"from\":\"human\",\"value\":\"Anna?\"}]}",
                "{\"c\":[{\"speaker\":\"a\",\"says\":\"Anna\"}]}",
                "{\"c\":[]}");

        CorpusReport report = corpus(file, "c").examine(new Replacing("Anna", "X"));

        assertThat(Files.readAllLines(out()))
                .containsExactly("{\"c\":[{\"from\":\"human\",\"value\":\"X?\"}]}", "{\"c\":[]}");
        assertThat(report.reasons()).containsEntry("no-text", 1L);
    }

    @Test
    void reachesEveryTextOfAColumnIfAsked() throws Exception {
        Path file = file(
                "in.jsonl",
                "{\"c\":[{\"role\":\"a\",\"content\":null,\"tool_calls\":[{\"f\":{\"arguments\":\"{to: Anna}\",\"n\":7}}]}],"
                        + "\"Anna\":\"Anna\"}",
                "{\"c\":{\"Anna\":[\"Anna\",true]}}",
                "{\"c\":null}");

        corpus(file, "c").everyText().examine(new Replacing("Anna", "X"));

        assertThat(Files.readAllLines(out()))
                .containsExactly(
                        "{\"c\":[{\"role\":\"a\",\"content\":null,\"tool_calls\":[{\"f\":{\"arguments\":\"{to: X}\",\"n\":7}}]}],"
                                + "\"Anna\":\"Anna\"}",
                        "{\"c\":{\"Anna\":[\"X\",true]}}",
                        "{\"c\":null}");
    }

    @Test
    void leavesTextsAsTheyAreWhereVerdictsAreWrittenAsAColumn() throws Exception {
        Path file = file("in.jsonl", "{\"a\":\"Anna\"}", "{\"a\":\"b\"}");

        CorpusReport report = corpus(file, "a").annotating("names").examine(ANNA);

        assertThat(Files.readAllLines(out()))
                .containsExactly(
                        "{\"a\":\"Anna\",\"names\":{\"kept\":true,\"changed\":true,\"reason\":\"replaced\","
                                + "\"evidence\":{\"count\":1}}}",
                        "{\"a\":\"b\",\"names\":{\"kept\":true}}");
        assertThat(report.changed()).isEqualTo(1);
    }

    @Test
    void keepsTheTypesOfParquet() throws Exception {
        Path in = folder.resolve("in.parquet");
        Path kept = folder.resolve("kept.parquet");
        query("COPY (SELECT 7::SMALLINT AS n, 'Anna and b' AS a, [{'role': 'user', 'content': 'Hi Anna'}] AS m,"
                + " DATE '2020-01-02' AS d UNION ALL SELECT 8, NULL, [{'role': 'user', 'content': 'x'}], NULL"
                + " UNION ALL SELECT 9, 'plain', [], NULL) TO '" + in + "' (FORMAT parquet)");

        CorpusReport report =
                Corpus.of(List.of(in), List.of("m", "a")).keptTo(kept).examine(new Replacing("Anna", "X"));

        assertThat(report.rejected()).isEqualTo(1);
        assertThat(query("SELECT to_json(r)::VARCHAR FROM read_parquet('" + kept + "') AS r"))
                .containsExactly(
                        "{\"n\":7,\"a\":\"X and b\",\"m\":[{\"role\":\"user\",\"content\":\"Hi X\"}],"
                                + "\"d\":\"2020-01-02\"}",
                        "{\"n\":9,\"a\":\"plain\",\"m\":[],\"d\":null}");
        String types = "SELECT string_agg(column_name || ' ' || column_type) FROM (DESCRIBE SELECT * FROM '%s')";
        assertThat(query(types.formatted(kept))).isEqualTo(query(types.formatted(in)));
    }

    @Test
    void keepsJsonInParquetAndRefusesWhatJsonWouldChange() throws Exception {
        Path in = folder.resolve("in.parquet");
        Path kept = folder.resolve("kept.parquet");
        query("COPY (SELECT '\"mail Anna\"'::JSON AS j) TO '" + in + "' (FORMAT parquet)");
        Corpus.of(List.of(in), List.of("j")).everyText().keptTo(kept).examine(new Replacing("Anna", "X"));
        assertThat(query("SELECT j::VARCHAR FROM read_parquet('" + kept + "')")).containsExactly("\"mail X\"");

        Path exact = folder.resolve("exact.parquet");
        query("COPY (SELECT [{'content': 'Anna', 'price': 12345678901234567890.123456789::DECIMAL(38,9)}] AS m) TO '"
                + exact + "' (FORMAT parquet)");
        assertThatThrownBy(() -> Corpus.of(List.of(exact), List.of("m"))
                        .keptTo(folder.resolve("out.parquet"))
                        .examine(new Replacing("Anna", "X")))
                .hasMessageContaining("DECIMAL")
                .hasMessageContaining(".jsonl");
        assertThat(folder.resolve("out.parquet")).doesNotExist();
    }

    @Test
    void seesAMessageWhoseFieldIsWrittenWithEscapes() throws Exception {
        Path file = file("in.jsonl", "{\"c\":[{\"\\u0063ontent\":\"Anna\"}]}");

        corpus(file, "c").examine(new Replacing("Anna", "X"));

        assertThat(Files.readString(out())).isEqualTo("{\"c\":[{\"\\u0063ontent\":\"X\"}]}\n");
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = ParquetOutput.connection(new Properties());
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet each = statement.getResultSet()) {
                    while (each.next()) {
                        rows.add(each.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    @Test
    void goesOnWhereItWasKilledWithTheSameBytes() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            lines.add(Data.of("n", (long) i)
                    .with("a", i % 3 == 0 ? "Anna number " + i : "nobody " + "x".repeat(i % 200))
                    .toString());
        }
        Path file = file("in.jsonl", lines.toArray(String[]::new));
        corpus(file, "a").examine(ANNA);
        String whole = Files.readString(out()) + Files.readString(evidence());
        Files.delete(out());
        Files.delete(evidence());

        assertThatThrownBy(() -> corpus(file, "a")
                        .checkpointEvery(1 << 19)
                        .examine(new Wrapped<>(ANNA, Wrapped.DEATH, () -> {})))
                .hasMessage("killed");
        List<String> told = new ArrayList<>();
        CorpusReport report = corpus(file, "a")
                .checkpointEvery(1 << 19)
                .telling(told::add)
                .examine(new Wrapped<>(ANNA, () -> {}, () -> {}));

        assertThat(told).anyMatch(words -> words.startsWith("goes on after"));
        assertThat(Files.readString(out()) + Files.readString(evidence())).isEqualTo(whole);
        assertThat(report.changed()).isEqualTo(6_667);
    }

    @Test
    void takesAwayWhatReachesOverSeveralTexts() throws Exception {
        Path file = file("in.jsonl", "{\"b\":\"two\",\"m\":[{\"content\":\"\"},{\"content\":\"x\"}],\"a\":\"one\"}");

        corpus(file, "a", "m", "b").examine(new Replacing("ne\n\nx\nt", ""));

        assertThat(Files.readString(out()))
                .isEqualTo("{\"b\":\"wo\",\"m\":[{\"content\":\"\"},{\"content\":\"\"}],\"a\":\"o\"}\n");
    }

    @Test
    void putsWhatReachesOverSeveralTextsIntoTheFirst() throws Exception {
        Path file = file("in.jsonl", "{\"a\":\"one\",\"b\":\"two\"}");

        corpus(file, "a", "b").examine(new Replacing("e\nt", "X"));

        assertThat(Files.readString(out())).isEqualTo("{\"a\":\"onX\",\"b\":\"wo\"}\n");
    }

    @Test
    void changesEachOfVeryManyMessagesInOneRow() throws Exception {
        int messages = 200_000;
        Path file =
                file("in.jsonl", "{\"m\":[" + "{\"content\":\"Hi Anna\"},".repeat(messages) + "{\"content\":\"\"}]}");
        corpus(file, "m").examine(new Replacing("Anna", "Bo"));
        assertThat(Files.readString(out()))
                .isEqualTo("{\"m\":[" + "{\"content\":\"Hi Bo\"},".repeat(messages) + "{\"content\":\"\"}]}\n");
    }
}
