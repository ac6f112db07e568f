package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pipeline that `seedbed recipes init` writes, for every recipe, with a model that says what models say:
/// well-formed, malformed and hostile.
class RecipeExamplesTest {
    @TempDir
    private Path folder = Path.of("");

    static Stream<String> recipes() {
        return Recipes.stepTypes().stream().map(StepType::id);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void exampleMakesItsRowsAndNamesEveryReason(String id) throws Exception {
        StepType recipe = Recipes.stepTypes().stream()
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(recipe.source()).as("the paper of " + id).isNotEmpty();
        RecipeReplies replies = new RecipeReplies(Path.of("src/test/resources/recipes/" + id + ".json"));
        Seedbed seedbed = Seedbed.standard().withProviders(List.of(replies));
        Path pipeline = written(Recipes.starter(recipe));

        RunResult result = run(seedbed, pipeline);

        assertThat(result.summary().end()).as(result.summary().explanation()).isEqualTo(RunSummary.End.DONE);
        assertThat(reasons(result)).containsAll(replies.reasons());
        assertThat(replies.unused()).as("rules that answer nothing").isEmpty();
        List<String> rows = Files.readAllLines(folder.resolve("run/dataset.jsonl"));
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(Json.parseObject(row).columns()).containsAll(recipe.columns()));
        assertThat(ledger()).hasSize((int) counted(result));

        RunResult again = run(seedbed, pipeline);
        assertThat(again.summary().calls().made()).isZero();
        assertThat(Files.readAllLines(folder.resolve("run/dataset.jsonl"))).isEqualTo(rows);
    }

    private Path written(Recipes.Starter starter) throws IOException {
        for (Map.Entry<String, String> file : starter.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return Files.writeString(
                folder.resolve("recipe.yaml"),
                starter.pipeline().replaceAll("provider: local, model: [a-z0-9-]+", "provider: scripted"));
    }

    private RunResult run(Seedbed seedbed, Path pipeline) throws InterruptedException {
        return seedbed.run(seedbed.read(pipeline), RunOptions.defaults().into(folder.resolve("run")));
    }

    /// With a target, up to the last row: how many candidates are begun behind it depends on timing.
    private Set<String> reasons(RunResult result) throws IOException {
        List<Data> lines = ledger();
        Set<String> reasons = new TreeSet<>();
        boolean rowFollows = result.summary().target().isEmpty();
        for (Data line : lines.reversed()) {
            rowFollows |= line.text("fate").equals("accepted");
            if (rowFollows) {
                line.textIfPresent("reason").ifPresent(reasons::add);
            }
        }
        return reasons;
    }

    private List<Data> ledger() throws IOException {
        List<Data> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("run/ledger.jsonl"))) {
            lines.add(Json.parseObject(line));
        }
        return lines;
    }

    private static long counted(RunResult result) {
        return result.summary().total().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
