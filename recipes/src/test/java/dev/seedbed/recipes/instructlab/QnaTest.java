package dev.seedbed.recipes.instructlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QnaTest {
    @TempDir
    private Path folder = Path.of("");

    static Path taxonomy() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(QnaTest.class.getResource("/dev/seedbed/recipes/instructlab"))
                .toURI());
    }

    private static List<String> faults(Data row) {
        return row.value("recipe_fault") instanceof Map<?, ?> fault
                        && fault.get("evidence") instanceof Map<?, ?> evidence
                        && evidence.get("faults") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// What jsonschema (Python) says of the same files by the schemas themselves.
    @Test
    void agreesWithTheSchemasOnTheLiveTaxonomy() throws Exception {
        Data expected = Json.parseObject(Files.readString(taxonomy().resolve("expected.json")));
        Map<String, List<String>> found = new HashMap<>();
        Leaves.read(taxonomy())
                .forEach(row -> found.put(row.text("taxonomy_path").replace("->", "/") + "/qna.yaml", faults(row)));

        assertThat(found.keySet()).isEqualTo(expected.columns()).hasSize(16);
        for (String file : expected.columns()) {
            List<String> theirs = ((List<?>) Objects.requireNonNull(expected.value(file)))
                    .stream().map(String::valueOf).toList();
            List<String> ours = found.getOrDefault(file, List.of());
            assertThat(ours).as(file).hasSameSizeAs(theirs);
            assertThat(ours.contains("version is missing"))
                    .isEqualTo(theirs.stream().anyMatch(fault -> fault.contains("'version' is a required")));
            assertThat(ours.stream()
                            .anyMatch(fault -> fault.matches("seed_examples has [1-4] items?, but needs 5 or more")))
                    .isEqualTo(theirs.stream().anyMatch(fault -> fault.contains("minItems")));
        }
        assertThat(found.values().stream().filter(List::isEmpty)).hasSize(5);
        assertThat(found.values().stream().filter(faults -> faults.contains("version is missing")))
                .hasSize(11);
        assertThat(found.values().stream().filter(faults -> faults.size() == 2)).hasSize(9);
    }

    @Test
    void tellsSkillsWithAndWithoutContextFromKnowledge() throws Exception {
        Map<String, String> types = new HashMap<>();
        Leaves.read(taxonomy()).stream()
                .filter(row -> faults(row).isEmpty())
                .forEach(row -> types.put(row.text("taxonomy_path"), row.text("leaf_type")));
        assertThat(types)
                .containsOnly(
                        Map.entry("compositional_skills->grounded->linguistics->inclusion", "grounded-skill"),
                        Map.entry("compositional_skills->grounded->linguistics->writing->rewriting", "grounded-skill"),
                        Map.entry("compositional_skills->linguistics->synonyms", "freeform-skill"),
                        Map.entry("knowledge->arts->music->fandom->swifties", "knowledge"),
                        Map.entry("knowledge->science->animals->birds->black_capped_chickadee", "knowledge"));
    }

    @Test
    void aPartOfATaxonomyIsReadByWhatStandsInIt() throws Exception {
        assertThat(Leaves.read(taxonomy().resolve("knowledge/science")))
                .extracting(row -> row.text("leaf_type"))
                .containsExactly("knowledge");
    }

    private static String skill(String replaced, String by) {
        StringBuilder yaml =
                new StringBuilder("version: 3\ncreated_by: me\ntask_description: Rhymes\nseed_examples:\n");
        for (int i = 0; i < 5; i++) {
            yaml.append("  - question: q")
                    .append(i)
                    .append("\n    answer: a")
                    .append(i)
                    .append('\n');
        }
        return yaml.toString().replace(replaced, by);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 3|version: 2|version is 2, but must be 3",
                "version: 3|version: '3'|version is 3, but must be 3",
                "created_by: me|created_by: ''|created_by is empty",
                "created_by: me|created_by: 5|created_by is 5, but must be a text",
                "created_by: me|author: me|created_by is missing",
                "question: q3|question: q2~    answer: a2|",
                "answer: a4|reply: a4|seed_examples[4].answer is missing",
                "question: q1|context: 7~    question: q1|seed_examples[1].context is 7, but must be a text",
                "  - question: q4~    answer: a4|  - nothing|seed_examples[4] is no map of fields",
                "  - question: q4~    answer: a4~||seed_examples has 4 items, but needs 5 or more",
                "  - question: q4~    answer: a4|  - question: q3~    answer: a3|seed_examples has an item twice",
            })
    void namesTheFaultAndItsPlace(String replaced, String by, String fault) throws IOException {
        Path file = Files.writeString(
                folder.resolve("qna.yaml"),
                skill(replaced.replace('~', '\n'), by == null ? "" : by.replace('~', '\n')));
        if (fault == null) {
            // a key that stands twice is no YAML
            assertThat(faults(Leaves.read(file).getFirst()))
                    .singleElement()
                    .asString()
                    .contains("is not YAML");
        } else {
            assertThat(faults(Leaves.read(file).getFirst())).contains(fault);
        }
    }

    @Test
    void whatIsNoYamlIsAFaultOfThatLeafOnly() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("a/qna.yaml"), "version: [");
        Files.writeString(folder.resolve("b/qna.yaml"), skill("x", "x"));
        List<Data> rows = Leaves.read(folder);
        assertThat(faults(rows.getFirst())).singleElement().asString().contains("is not YAML");
        assertThat(faults(rows.getLast())).isEmpty();
    }

    @Test
    void saysThatThereIsNoLeaf() {
        assertThatThrownBy(() -> Leaves.read(folder)).hasMessageContaining("there is no file qna.yaml in");
    }
}
