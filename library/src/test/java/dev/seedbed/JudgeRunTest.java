package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Judges in a pipeline, from its text to the ledger.
@Timeout(60)
class JudgeRunTest {
    @TempDir
    private Path folder = Path.of("");

    /// Scores an answer by its length; says nothing clear of an answer that asks for silence; always prefers the first.
    private record Judges() implements Provider {
        private static String reply(Request request) {
            String prompt =
                    ((Request.Chat) request.input()).messages().getLast().content();
            if (prompt.contains("Say which of the two")) {
                return "The first is better.\nVerdict: A";
            }
            return prompt.contains("be silent") ? "..." : "It has words.\nScore: " + (prompt.contains("good") ? 5 : 2);
        }

        @Override
        public String id() {
            return "judges";
        }

        @Override
        public String summary() {
            return "Judges.";
        }

        @Override
        public List<Parameter<?>> parameters() {
            return List.of();
        }

        @Override
        public boolean isFree() {
            return true;
        }

        @Override
        public Endpoint open(Settings settings, Map<String, String> environment) {
            return ScriptedModel.saying(Judges::reply);
        }
    }

    private RunResult run(String steps) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("rows.jsonl"), """
                {"instruction":"Name a prime.","answer":"a good one","other":"no"}
                {"instruction":"Name a prime.","answer":"8","other":"no"}
                {"instruction":"Name a prime.","answer":"be silent","other":"no"}
                """);
        Path pipeline = Files.writeString(folder.resolve("judged.yaml"), """
                seedbed: 1
                name: judged
                models:
                  judge: { provider: judges }
                steps:
                  - load: { path: rows.jsonl }
                """ + steps.indent(2));
        Seedbed seedbed = Seedbed.standard().withProviders(List.of(new Judges()));
        return seedbed.run(seedbed.read(pipeline), RunOptions.defaults().into(folder.resolve("run")));
    }

    private List<Data> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve("run").resolve(file)).stream()
                .map(Json::parseObject)
                .toList();
    }

    @Test
    void keepsWhatIsGoodAndNamesTheReasonOfAllElse() throws Exception {
        String steps = "- judge: { model: judge, rubric: helpfulness, keep: \"score >= 4\" }";
        RunResult result = run(steps);

        assertThat(result.summary().end()).isEqualTo(End.DONE);
        assertThat(lines("dataset.jsonl")).hasSize(1).first().satisfies(row -> {
            assertThat(row.text("answer")).isEqualTo("a good one");
            assertThat(row.value("_scores")).isEqualTo(Map.of("score", 5.0));
            assertThat(row.text("score_reason")).isEqualTo("It has words.");
        });
        assertThat(lines("ledger.jsonl").stream()
                        .flatMap(line -> line.textIfPresent("reason").stream())
                        .filter(reason -> !reason.isEmpty())
                        .collect(Collectors.toList()))
                .containsExactlyInAnyOrder("judged-out", "no-verdict");
        assertThat(result.summary().calls().made())
                .as("two at once, one three times")
                .isEqualTo(5);
        assertThat(run(steps).summary().calls().made()).isZero();
    }

    @Test
    void aJudgeThatGoesByPlaceHasAFlipRateOfOne() throws Exception {
        run("- compare: { a: answer, b: other, model: judge }");
        assertThat(lines("dataset.jsonl")).hasSize(3).allSatisfy(row -> {
            assertThat(row.text("preference")).isEqualTo("tie");
            assertThat(row.value("preference_flipped")).isEqualTo(true);
        });
    }
}
