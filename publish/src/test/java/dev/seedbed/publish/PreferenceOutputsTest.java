package dev.seedbed.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Output;
import dev.seedbed.api.run.OutputType;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceOutputsTest {
    private static final String PAIR = "{'_id':'a','prompt':'Why?','chosen':'So.','rejected':'No.'}";
    private static final String TURNS = "{'_id':'a','prompt':[{'role':'system','content':'s'},"
            + "{'role':'user','content':'Why?'}],'chosen':'So.','rejected':'No.'}";

    @TempDir
    Path folder;

    private Output output(String id, Map<String, ?> settings) {
        OutputType type = Outputs.types().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        Map<String, Object> all = new HashMap<>();
        for (Parameter<?> parameter : type.parameters()) {
            parameter.defaultSource().ifPresent(value -> all.put(parameter.name(), value));
        }
        all.putAll(settings);
        return type.builder().apply(Settings.of(all));
    }

    private String write(String id, Map<String, ?> settings, String... rows) throws Exception {
        String[] lines =
                List.of(rows).stream().map(row -> row.replace('\'', '"')).toArray(String[]::new);
        List<Path> written = output(id, settings).write(Runs.of(folder, lines));
        assertThat(written.getFirst()).isEqualTo(folder.resolve(id + ".jsonl"));
        return Files.readString(written.getFirst()).replace('"', '\'');
    }

    @Test
    void writesPairsWithThePromptApart() throws Exception {
        assertThat(write("preference", Map.of(), PAIR))
                .isEqualTo("{'prompt':[{'role':'user','content':'Why?'}],"
                        + "'chosen':[{'role':'assistant','content':'So.'}],"
                        + "'rejected':[{'role':'assistant','content':'No.'}]}\n");
        assertThat(write("preference", Map.of("form", "plain"), PAIR))
                .isEqualTo("{'prompt':'Why?','chosen':'So.','rejected':'No.'}\n");
    }

    @Test
    void writesPairsWithThePromptInside() throws Exception {
        assertThat(write("reward", Map.of(), TURNS))
                .isEqualTo("{'chosen':[{'role':'system','content':'s'},{'role':'user','content':'Why?'},"
                        + "{'role':'assistant','content':'So.'}],"
                        + "'rejected':[{'role':'system','content':'s'},{'role':'user','content':'Why?'},"
                        + "{'role':'assistant','content':'No.'}]}\n");
    }

    @Test
    void aPlainPromptHasOneTurn() {
        assertThatThrownBy(() -> write("preference", Map.of("form", "plain"), TURNS))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("the prompt has 2 turns, which the plain form cannot hold");
    }

    @Test
    void splitsConversationsThatShareTheirPrompt() throws Exception {
        assertThat(write(
                        "preference",
                        Map.of("form", "plain"),
                        "{'chosen':'\\n\\nHuman: Why?\\n\\nAssistant: So.','rejected':'\\n\\nHuman: Why?\\n\\nAssistant: No.'}",
                        "{'chosen':[{'role':'user','content':'Q'},{'role':'assistant','content':'a'}],"
                                + "'rejected':[{'role':'user','content':'Q'},{'role':'assistant','content':'b'}]}"))
                .isEqualTo("""
                        {'prompt':'Why?','chosen':'So.','rejected':'No.'}
                        {'prompt':'Q','chosen':'a','rejected':'b'}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'prompt':'Why?','chosen':' ','rejected':'No.'}; the chosen side is empty",
                "{'prompt':'Why?','chosen':'So.','rejected':''}; the rejected side is empty",
                "{'prompt':'Why?','chosen':'So.','rejected':' So.\\n'}; the chosen and the rejected side are the same",
                "{'prompt':'','chosen':'So.','rejected':'No.'}; column 'prompt' has an empty turn",
                "{'prompt':null,'chosen':'So.','rejected':'No.'}; column 'prompt' holds null",
                "{'prompt':[{'role':'assistant','content':'x'}],'chosen':'So.','rejected':'No.'}; does not end with the user",
                "{'prompt':[],'chosen':'So.','rejected':'No.'}; does not end with the user",
                "{'prompt':'Why?','chosen':'So.'}; there is no column 'rejected'",
                "{'prompt':'Why?','chosen':'So.','rejected':7}; column 'rejected' holds a number",
                "{'prompt':'Why?','chosen':[{'role':'user','content':'x'}],'rejected':'No.'}; must hold one turn of the assistant",
                "{'prompt':'Why?','chosen':[{'role':'tool','content':'x'}],'rejected':'No.'}; has the role 'tool'",
                "{'prompt':'Why?','chosen':[{'content':'x'}],'rejected':'No.'}; an object with the fields [content]",
                "{'chosen':'So.','rejected':'No.'}; there is no prompt, and column 'chosen' is no conversation",
                "{'chosen':'\\n\\nHuman: A\\n\\nAssistant: x','rejected':'\\n\\nHuman: B\\n\\nAssistant: y'}; do not share their prompt",
                "{'chosen':'\\n\\nHuman: A\\n\\nAssistant: x','rejected':'\\n\\nHuman: A'}; does not end with the assistant",
            })
    void refusesWhatATrainerWouldSilentlyMislearn(String row, String message) {
        for (String id : List.of("preference", "reward", "kto")) {
            assertThatThrownBy(() -> write(id, Map.of(), row))
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageContaining("The output " + id + " was not written")
                    .hasMessageContaining("row 1 (_id none): ")
                    .hasMessageContaining(message)
                    .hasMessageContaining("Reject such rows");
            assertThat(folder.toFile().list()).containsExactly("dataset.jsonl");
        }
    }

    @Test
    void makesAGoodAndABadAnswerOfAPairAndTellsTheWeights() throws Exception {
        assertThat(write("kto", Map.of("form", "plain"), PAIR)).isEqualTo("""
                        {'prompt':'Why?','completion':'So.','label':true}
                        {'prompt':'Why?','completion':'No.','label':false}
                        """);
        assertThat(Json.parseObject(Files.readString(folder.resolve("kto-weights.json")))
                        .asMap())
                .containsEntry("desirable", 1L)
                .containsEntry("undesirable", 1L)
                .containsEntry("undesirable_weight", 1.0)
                .containsEntry("desirable_weight_from", 1.0)
                .containsEntry("desirable_weight_to", 1.333);
    }

    @Test
    void takesScoredAnswersWithADeadZone() throws Exception {
        String row = "{'prompt':'Why?','candidates':[{'answer':'a','score':9},{'answer':'b','score':5},"
                + "{'answer':'c','score':2},{'answer':'d','score':3},{'answer':'e','score':null}]}";
        assertThat(write("kto", Map.of("desirable-from", 8.0, "undesirable-to", 3.0), row))
                .isEqualTo("{'prompt':[{'role':'user','content':'Why?'}],"
                        + "'completion':[{'role':'assistant','content':'a'}],'label':true}\n"
                        + "{'prompt':[{'role':'user','content':'Why?'}],"
                        + "'completion':[{'role':'assistant','content':'c'}],'label':false}\n"
                        + "{'prompt':[{'role':'user','content':'Why?'}],"
                        + "'completion':[{'role':'assistant','content':'d'}],'label':false}\n");
        // 2 bad to 1 good: the good must weigh 2 to be even, and 8/3 at most.
        assertThat(Json.parseObject(Files.readString(folder.resolve("kto-weights.json")))
                        .asMap())
                .containsEntry("desirable_weight_from", 2.0)
                .containsEntry("desirable_weight_to", 2.667);
    }

    @Test
    void tellsThatAllAnswersAreOfOneKind() throws Exception {
        write(
                "kto",
                Map.of("desirable-from", 8.0, "undesirable-to", 3.0),
                "{'prompt':'Why?','candidates':[{'answer':'a','score':9}]}");
        assertThat(Files.readString(folder.resolve("kto-weights.json"))).contains("all are of one");
    }

    @Test
    void refusesThresholdsThatMakeNoSense() {
        assertThatThrownBy(() -> output("kto", Map.of("desirable-from", 8.0)))
                .hasMessageContaining("`desirable-from` and `undesirable-to` stand together");
        assertThatThrownBy(() -> output("kto", Map.of("desirable-from", 3.0, "undesirable-to", 3.0)))
                .hasMessageContaining("`undesirable-to` is 3.0, but must be below `desirable-from`");
    }

    @Test
    void writesAllScoredAnswers() throws Exception {
        assertThat(write(
                        "ranked",
                        Map.of(),
                        "{'prompt':'Why?','candidates':[{'answer':'a','score':9},{'answer':'b','score':null},"
                                + "{'answer':'c','score':2.5}]}"))
                .isEqualTo("{'prompt':'Why?','responses':['a','c'],'scores':[9.0,2.5]}\n");
        assertThatThrownBy(() -> write("ranked", Map.of(), "{'prompt':'Why?','candidates':[{'answer':'a','score':9}]}"))
                .hasMessageContaining("has 1 answers with a score, but two are needed");
        assertThatThrownBy(() -> write("ranked", Map.of(), "{'prompt':'Why?','candidates':['a','b']}"))
                .hasMessageContaining("holds a text that has no text `answer`");
    }

    @Test
    void writesTheAnswersOfRowsThatShareThemOnce() throws Exception {
        String answers = "'candidates':[{'answer':'a','score':9},{'answer':'b','score':2}]}";
        String[] rows = {
            "{'prompt':'Why?','chosen':'a'," + answers,
            "{'prompt':'Why?','chosen':'b'," + answers,
            "{'prompt':'When?','chosen':'a'," + answers,
            "{'prompt':'When?','candidates':[{'answer':'a','score':9},{'answer':'b','score':1}]}"
        };
        assertThat(write("ranked", Map.of(), rows)).isEqualTo("""
                        {'prompt':'Why?','responses':['a','b'],'scores':[9.0,2.0]}
                        {'prompt':'When?','responses':['a','b'],'scores':[9.0,2.0]}
                        {'prompt':'When?','responses':['a','b'],'scores':[9.0,1.0]}
                        """);
        assertThat(write("kto", Map.of("desirable-from", 8.0, "undesirable-to", 3.0), rows)
                        .lines())
                .hasSize(6);
        assertThat(Json.parseObject(Files.readString(folder.resolve("kto-weights.json")))
                        .asMap())
                .containsEntry("desirable", 3L);
    }

    @Test
    void writesEveryPairThoughItsAnswersAreThoseOfTheRowBefore() throws Exception {
        assertThat(write("kto", Map.of(), PAIR, PAIR).lines()).hasSize(4);
    }

    @Test
    void leavesBlankAnswersOut() throws Exception {
        String row = "{'prompt':'Why?','candidates':[{'answer':'a','score':9},{'answer':' ','score':1},"
                + "{'answer':'b','score':2}]}";
        assertThat(write("ranked", Map.of(), row))
                .isEqualTo("{'prompt':'Why?','responses':['a','b'],'scores':[9.0,2.0]}\n");
        assertThat(write("kto", Map.of("desirable-from", 8.0, "undesirable-to", 3.0), row)
                        .lines())
                .hasSize(2);
    }

    /// Of the 2,312 pairs 5 do not share their prompt and 4 have an empty chosen side, counted independently.
    @Test
    void splitsThePairsOfHhRlhf() throws Exception {
        int pairs = 0;
        int unshared = 0;
        int empty = 0;
        int lines = 0;
        try (InputStream file =
                        Objects.requireNonNull(getClass().getResourceAsStream("hh_rlhf_harmless_base_test.jsonl.gz"));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            for (Data row : reader.lines().map(Json::parseObject).toList()) {
                lines++;
                try {
                    PairRow.of(row, Settings.of(Map.of()));
                    pairs++;
                } catch (RefusedRowException e) {
                    unshared += String.valueOf(e.getMessage()).contains("do not share") ? 1 : 0;
                    empty += String.valueOf(e.getMessage()).contains("side is empty") ? 1 : 0;
                }
            }
        }
        assertThat(lines).isEqualTo(2_312);
        assertThat(List.of(pairs, unshared, empty)).containsExactly(2_303, 5, 4);
    }

    @Test
    void theCardTellsHowMuchLongerTheChosenSideIs() throws Exception {
        OutputType card = Outputs.types().getLast();
        Map<String, Object> settings = new HashMap<>();
        for (Parameter<?> parameter : card.parameters()) {
            parameter.defaultSource().ifPresent(value -> settings.put(parameter.name(), value));
        }
        card.builder()
                .apply(Settings.of(settings))
                .write(Runs.of(
                        folder,
                        "{\"prompt\":\"p\",\"chosen\":\"12345678\",\"rejected\":\"1234\"}",
                        "{\"prompt\":\"p\",\"chosen\":\"12\",\"rejected\":\"123\"}"));
        assertThat(Files.readString(folder.resolve("README.md")))
                .contains("Of 2 preference pairs the chosen side is the longer one in 50.0 %; it has 5.0 characters on"
                        + " average, 1.5 more than the rejected side.");
    }
}
