package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Draw;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadStepTest {
    @TempDir
    Path folder;

    @Test
    void readsJsonLinesInOrderWithMarkCarriageReturnsAndEmptyLines() throws Exception {
        Path file = write("a.jsonl", "\ufeff{\"n\":1}\r\n\r\n  \n{\"n\":2,\"s\":\"ü\u2028x\"}\n{\"n\":3}");
        assertThat(rows(file)).containsExactly(Data.of("n", 1), Data.of("n", 2).with("s", "ü\u2028x"), Data.of("n", 3));
    }

    @Test
    void rowsAddedAnywhereChangeNoOtherId() throws Exception {
        Path before = write("a.jsonl", "{\"n\":1}\n{\"n\":2}\n{\"n\":1}\n");
        List<Sample> few = samples(source(Map.of("path", List.of(before))));
        Path after = write("b.jsonl", "{\"n\":0}\n{\"n\":1}\n{\"n\":7}\n{\"n\":2}\n{\"n\":1}\n{\"n\":1}\n");
        List<Sample> many = samples(source(Map.of("path", List.of(after))));

        assertThat(ids(few)).doesNotHaveDuplicates().hasSize(3);
        assertThat(ids(many)).doesNotHaveDuplicates().hasSize(6).containsAll(ids(few));
        Map<SampleId, Data> dataById = new HashMap<>();
        many.forEach(sample -> dataById.put(sample.id(), sample.data()));
        few.forEach(sample -> assertThat(dataById).containsEntry(sample.id(), sample.data()));
    }

    @Test
    void renamingColumnsChangesNoId() throws Exception {
        Path file = write("a.jsonl", "{\"n\":1,\"m\":2}\n");
        Sample plain = samples(source(Map.of("path", List.of(file)))).getFirst();
        Sample mapped = samples(source(Map.of("path", List.of(file), "columns", Map.of("x", "n"))))
                .getFirst();
        assertThat(mapped.id()).isEqualTo(plain.id());
        assertThat(mapped.data()).isEqualTo(Data.of("x", 1));
    }

    @Test
    void mapsColumnsAndKeepsOthersIfAsked() throws Exception {
        Path file = write("a.jsonl", "{\"n\":1,\"m\":2,\"k\":3}\n{\"m\":5}\n");
        Source source = source(Map.of("path", List.of(file), "columns", Map.of("x", "n"), "other-columns", true));
        assertThat(samples(source))
                .extracting(Sample::data)
                .containsExactly(
                        Data.of("x", 1).with("m", 2).with("k", 3),
                        Data.of("x", null).with("m", 5));
        assertThat(source.columnsAfter(Columns.none())).isEqualTo(new Columns(Set.of("x", "m", "k"), true));
    }

    @Test
    void takesIdsFromAColumn() throws Exception {
        Path file = write("a.jsonl", "{\"_id\":\"a\",\"n\":1}\n{\"_id\":7,\"n\":1}\n");
        List<Sample> before = samples(source(Map.of("path", List.of(file), "id", "_id")));
        Path edited = write("a.jsonl", "{\"_id\":7,\"n\":100}\n");
        List<Sample> after = samples(source(Map.of("path", List.of(edited), "id", "_id")));
        assertThat(after.getFirst().id()).isEqualTo(before.get(1).id());
        assertThat(before.getFirst().data().columns()).containsExactly("_id", "n");
    }

    @Test
    void refusesAnIdThatComesTwiceOrIsMissing() throws Exception {
        Path twice = write("a.jsonl", "{\"k\":1}\n{\"k\":1}\n");
        assertThatThrownBy(() -> samples(source(Map.of("path", List.of(twice), "id", "k"))))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("a.jsonl:2: the id '1' (column 'k') was seen before");
        Path missing = write("b.jsonl", "{\"k\":1}\n{\"j\":1}\n");
        assertThatThrownBy(() -> samples(source(Map.of("path", List.of(missing), "id", "k"))))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("b.jsonl:2: has no value in 'k'");
    }

    @Test
    void stopsAtAMalformedLineNamingFileLineAndItsBeginning() throws Exception {
        String good = "{\"n\":1}\n".repeat(1_200);
        Path file = write("a.jsonl", good + "{\"n\": tru}\n" + good);
        Source source = source(Map.of("path", List.of(file)));
        assertThatThrownBy(() -> samples(source))
                .isInstanceOfSatisfying(
                        SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_INPUT))
                .hasMessageContaining("a.jsonl:1201: is not a row of JSON")
                .hasMessageContaining("it begins: {\"n\": tru}")
                .hasMessageContaining("bad-rows: reject");
    }

    @Test
    void findsAMalformedLineAtTheBeginningBeforeTheRun() throws Exception {
        BuildingFake building = building(Map.of("path", List.of(write("a.jsonl", "{\"n\":1}\n[1]\n"))));
        building.build();
        assertThat(building.problems)
                .singleElement()
                .asString()
                .contains("a.jsonl:2: is not a row of JSON: a JSON object is wanted, but this is a list");
    }

    @Test
    void rejectsMalformedRowsIfAskedAndKeepsTheOthers() throws Exception {
        byte[] bad = {'{', '"', 'n', '"', ':', '"', (byte) 0xff, '"', '}', '\n'};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"n\":1}\nnonsense\nnonsense\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(bad);
        bytes.writeBytes("{\"malformed\":1}\n".getBytes(StandardCharsets.UTF_8));
        Path file = Files.write(folder.resolve("a.jsonl"), bytes.toByteArray());

        BuildingFake building = building(Map.of("path", List.of(file), "bad-rows", "reject"));
        List<Step> steps = building.build();
        assertThat(building.problems).isEmpty();
        assertThat(steps).extracting(Step::name).containsExactly("load", "load/well-formed");
        List<Sample> all = samples((Source) steps.getFirst());
        assertThat(ids(all)).doesNotHaveDuplicates().hasSize(5);

        List<Outcome> outcomes = new ArrayList<>();
        for (Sample sample : all) {
            outcomes.add(((Gate) steps.get(1)).apply(sample, new WorkFake(sample, "load")));
        }
        assertThat(outcomes.get(0)).isEqualTo(Outcome.passed(all.get(0)));
        assertThat(outcomes.get(4)).isEqualTo(Outcome.passed(all.get(4)));
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.rejection().reason()).isEqualTo("malformed-row");
            assertThat(rejected.rejection().evidence().text("begins")).isEqualTo("nonsense");
            assertThat(rejected.rejection().explanation()).contains("a.jsonl:2");
        });
        assertThat(outcomes.get(3))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected ->
                                assertThat(rejected.rejection().explanation()).contains("is not UTF-8"));
        assertThat(((Source) steps.getFirst()).columnsAfter(Columns.none()).names())
                .containsExactlyInAnyOrder("n", "malformed");
    }

    @Test
    void readsPackedFilesAndSaysWhereOneIsCutOff() throws Exception {
        String lines =
                IntStream.range(0, 5_000).mapToObj(i -> "{\"n\":" + i + "}\n").collect(Collectors.joining());
        byte[] packed = packed(lines);
        Path whole = Files.write(folder.resolve("a.jsonl.gz"), packed);
        assertThat(rows(whole)).hasSize(5_000);
        Path cut = Files.write(folder.resolve("b.jsonl.gz"), Arrays.copyOf(packed, packed.length - 20));
        assertThatThrownBy(() -> rows(cut)).hasMessageContaining("b.jsonl.gz").hasMessageContaining("cut off");
    }

    @Test
    void refusesUtf16WithTheRemedy() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"n\":1}", Charset.forName("UTF-16"));
        BuildingFake building = building(Map.of("path", List.of(file)));
        building.build();
        assertThat(building.problems).singleElement().asString().contains("is in UTF-16, but must be in UTF-8");
    }

    @Test
    void readsJsonArraysAndObjectsOverManyLines() throws Exception {
        Path array = write("a.json", "[\n {\"n\": 1, \"s\": \"}\\\"{[\"},\n {\"n\":\n 2}\n]\n");
        assertThat(rows(array)).containsExactly(Data.of("n", 1).with("s", "}\"{["), Data.of("n", 2));
        assertThat(rows(write("b.json", "{\"n\":1}\n{\n\"n\":2}"))).containsExactly(Data.of("n", 1), Data.of("n", 2));
        assertThat(problems(write("c.json", "[{\"n\":1},\n{\"n\":2}")))
                .contains("c.json:2: cannot be read as JSON: the file ends inside its array");
        assertThat(problems(write("d.json", "[1, 2]")))
                .contains("d.json:1: cannot be read as JSON: an object is wanted, but there is '1'");
    }

    @Test
    void readsCsvByRfc4180() throws Exception {
        Path file = write("a.csv", "\ufeff,name,\"said\"\r\n1,Ann,\"a \"\"b\"\"\r\nc, d\"\r\n\r\n002,Bob,\r\n");
        assertThat(rows(file))
                .containsExactly(
                        Data.of("column_1", "1").with("name", "Ann").with("said", "a \"b\"\r\nc, d"),
                        Data.of("column_1", "002").with("name", "Bob").with("said", ""));
        assertThat(rows(write("a.tsv", "a\tb\n1,5\t2\n")))
                .containsExactly(Data.of("a", "1,5").with("b", "2"));
        Source semicolons = source(Map.of("path", List.of(write("s.csv", "a;b\n1,5;2\n")), "delimiter", ";"));
        assertThat(samples(semicolons))
                .extracting(Sample::data)
                .containsExactly(Data.of("a", "1,5").with("b", "2"));
    }

    @Test
    void namesWhatIsWrongWithCsv() throws Exception {
        assertThat(problems(write("a.csv", "a;b\n1;2\n"))).contains("say `delimiter: \";\"`");
        assertThat(problems(write("b.csv", "a,a\n"))).contains("the header names the column 'a' twice");
        Path ragged = write("c.csv", "a,b\n1,2\n\"x\ny\",3\n4\n");
        assertThatThrownBy(() -> rows(ragged))
                .hasMessageContaining("c.csv:5: has 1 fields, but the header has 2; it begins: 4");
        Path latin1 = Files.write(folder.resolve("d.csv"), new byte[] {'a', '\n', (byte) 0xe9, '\n'});
        assertThatThrownBy(() -> rows(latin1)).hasMessageContaining("d.csv:2: is not UTF-8");
        Path open = write("e.csv", "a,b\n1,\"2\n3,4\n");
        assertThatThrownBy(() -> rows(open)).hasMessageContaining("e.csv, after line 1: cannot be read as CSV");
    }

    @Test
    void readsParquetWithNestedValuesWhateverTheNamesAre() throws Exception {
        Path file = folder.resolve("odd [1]'s.parquet");
        duckdb("COPY (SELECT i AS n, 'x' || i AS \"row\", [i, i + 1] AS list, {'a': 1.5::DOUBLE, 'b': 'c'} AS thing,"
                + " DATE '2024-02-29' AS day, NULL::VARCHAR AS nothing FROM range(3000) r(i)) TO '"
                + file.toString().replace("'", "''") + "' (FORMAT parquet)");
        List<Data> rows = rows(file);
        assertThat(rows).hasSize(3_000);
        assertThat(rows.get(2_999))
                .isEqualTo(Data.of("n", 2_999)
                        .with("row", "x2999")
                        .with("list", List.of(2_999, 3_000))
                        .with("thing", Map.of("a", 1.5, "b", "c"))
                        .with("day", "2024-02-29")
                        .with("nothing", null));
        assertThat(source(Map.of("path", List.of(file)))
                        .columnsAfter(Columns.none())
                        .names())
                .containsExactly("n", "row", "list", "thing", "day", "nothing");
    }

    @Test
    void saysThatAFileIsNoParquetOrHoldsWhatJsonCannotSay() throws Exception {
        assertThat(problems(write("a.parquet", "nothing of the kind")))
                .contains("a.parquet: cannot be read as Parquet");
        Path file = folder.resolve("b.parquet");
        duckdb("COPY (SELECT 'nan'::DOUBLE AS n) TO '" + file + "' (FORMAT parquet)");
        assertThatThrownBy(() -> rows(file)).hasMessageContaining("b.parquet, row 1: holds what JSON cannot say");
    }

    @Test
    void readsAFolderOfTextsWithTheirPathsBelowIt() throws Exception {
        Files.createDirectories(folder.resolve("texts/deep"));
        write("texts/b.txt", "B\r\n");
        write("texts/a.md", "\ufeff# A");
        write("texts/deep/c.txt", "");
        write("texts/.hidden.txt", "no");
        write("texts/picture.png", "no");
        assertThat(rows(folder.resolve("texts")))
                .containsExactly(
                        Data.of("text", "# A").with("file", "a.md"),
                        Data.of("text", "B\r\n").with("file", "b.txt"),
                        Data.of("text", "").with("file", "deep/c.txt"));
    }

    @Test
    void readsGlobsSortedAndEachFileOnce() throws Exception {
        write("part-10.jsonl", "{\"n\":10}");
        write("part-02.jsonl", "{\"n\":2}");
        write("other.jsonl", "{\"n\":0}");
        BuildingFake building = building(
                Map.of("path", List.of(folder.resolve("part-*.jsonl"), folder.resolve("{other,part-02}.jsonl"))));
        assertThat(samples((Source) building.buildOne()))
                .extracting(sample -> sample.data().value("n"))
                .containsExactly(2L, 10L, 0L);
        assertThat(building.inputs)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("part-02.jsonl", "part-10.jsonl", "other.jsonl");
    }

    @Test
    void saysWhatIsWrongWithAPath() throws Exception {
        write("seeds.jsonl", "{}");
        write("data.xyz", "");
        Files.createDirectories(folder.resolve("mixed"));
        write("mixed/a.csv", "a\n1\n");
        write("mixed/b.md", "");
        assertThat(problems(folder.resolve("seed.jsonl")))
                .contains("but there is no such file or folder; did you mean `seeds.jsonl`?");
        assertThat(problems(folder.resolve("none/x.jsonl")))
                .contains("there is no folder")
                .contains("either");
        assertThat(problems(folder.resolve("data.xyz"))).contains("whose ending says no format; say `format:`");
        assertThat(problems(folder.resolve("mixed"))).contains("has files of several formats (csv, text)");
        assertThat(problems(folder.resolve("*.parquet"))).contains("has no file to read");
    }

    @Test
    void saysThatAMappedColumnIsNotThere() throws Exception {
        Path file = write("a.jsonl", "{\"prompt\":1}\n");
        BuildingFake building =
                building(Map.of("path", List.of(file), "columns", Map.of("question", "promt"), "id", "key"));
        building.build();
        assertThat(building.problems)
                .containsExactly(
                        "columns takes 'question' from the column 'promt', but there is none; the input has prompt",
                        "id is 'key', but there is no such column; the input has prompt");
    }

    @Test
    void readsNoMoreThanTheLimit() throws Exception {
        Path file = write("a.jsonl", "{\"n\":1}\n{\"n\":2}\nnonsense\n");
        assertThat(samples(source(Map.of("path", List.of(file), "limit", 2L)))).hasSize(2);
    }

    @Test
    void countsOccurrencesLikeAMap() {
        OccurrenceCounts counts = new OccurrenceCounts();
        Map<Long, Integer> naive = new HashMap<>();
        RandomGenerator random = new Draw(1).random();
        Set<Long> different = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            long hash = random.nextInt(3) == 0 ? random.nextInt(100) : random.nextLong();
            different.add(hash);
            assertThat(counts.seen(hash)).isEqualTo(naive.merge(hash == 0 ? 1L : hash, 1, Integer::sum) - 1);
        }
        assertThat(counts.bytes()).isBetween(different.size() * 10L, different.size() * 22L);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void duckdb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static BuildingFake building(Map<String, ?> settings) {
        return BuildingFake.of(LoadStep.TYPE, settings);
    }

    private static Source source(Map<String, ?> settings) {
        return (Source) building(settings).buildOne();
    }

    private static String problems(Path file) {
        BuildingFake building = building(Map.of("path", List.of(file)));
        building.build();
        return String.join("\n", building.problems);
    }

    private static List<Data> rows(Path file) {
        return samples(source(Map.of("path", List.of(file)))).stream()
                .map(Sample::data)
                .toList();
    }

    private static List<SampleId> ids(List<Sample> samples) {
        return samples.stream().map(Sample::id).toList();
    }

    static List<Sample> samples(Source source) {
        List<Sample> samples = new ArrayList<>();
        try (Source.Candidates candidates = source.open()) {
            candidates.forEachRemaining(samples::add);
        }
        return samples;
    }
}
