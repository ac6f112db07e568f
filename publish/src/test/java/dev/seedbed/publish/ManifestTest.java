package dev.seedbed.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.run.Output.FinishedRun;
import dev.seedbed.api.run.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    @TempDir
    Path folder;

    @Test
    void holdsWhatTheSpecificationAsksFor() throws Exception {
        FinishedRun run =
                Runs.of(folder, Runs.summary(1, RunSummary.End.OUT_OF_BUDGET), List.of(Runs.row("a", "Why?", "So.")));
        Data manifest = Json.parseObject(Files.readString(Manifest.write(run, List.of(run.dataset()))));

        assertThat(manifest.value("finished")).isEqualTo("out-of-budget");
        assertThat(manifest.value("exit_code")).isEqualTo(3L);
        assertThat(manifest.value("counts"))
                .isEqualTo(Map.of(
                        "made",
                        10L,
                        "accepted",
                        1L,
                        "rejected",
                        3L,
                        "failed",
                        0L,
                        "consumed",
                        5L,
                        "surplus",
                        1L,
                        "open",
                        0L));
        assertThat(manifest.value("calls")).isEqualTo(Map.of("made", 7L, "reused", 2L, "failed", 1L, "tries", 9L));
        assertThat(Json.write(manifest.value("tokens")))
                .isEqualTo("{\"input\":120,\"output\":345,\"cached_input\":0,\"reasoning\":0,\"estimated\":false,"
                        + "\"counted_by\":null}");
        assertThat(manifest.value("cost_per_row")).isEqualTo(Map.of("amount", 0.000225, "currency", "USD"));
        assertThat(manifest.value("human_price")).isNull();
        assertThat(Json.write(manifest.value("models")))
                .contains("\"price\":{\"input\":0.15,\"cached_input\":0.075,\"output\":0.6")
                .contains("\"currency\":\"USD\",\"source\":\"Pricing\",\"date\":\"2026-05-01\"}");
        assertThat(manifest.value("cost")).isEqualTo(Map.of("amount", 0.000225, "currency", "USD"));
        assertThat(manifest.value("seed")).isEqualTo(42L);
        assertThat(manifest.value("target")).isEqualTo(2L);
        assertThat(manifest.value("started")).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(manifest.value("pipeline_sha256")).isEqualTo(Hash.sha256Of(Runs.PIPELINE));
        assertThat(manifest.value("inputs"))
                .isEqualTo(List.of(Map.of("name", "seeds|1.jsonl", "sha256", "a".repeat(64), "bytes", 1234L)));
        String dataset = Files.readString(run.dataset());
        assertThat(manifest.value("outputs"))
                .isEqualTo(List.of(Map.of(
                        "name", "dataset.jsonl", "sha256", Hash.sha256Of(dataset), "bytes", (long) dataset.length())));
        assertThat(manifest.columns()).contains("versions", "models", "prompts", "settled", "spent", "ended");
    }

    @Test
    void namesEveryEndWithItsExitCodesWord() {
        assertThat(Arrays.stream(RunSummary.End.values()).map(Manifest::word))
                .containsExactly(
                        "done", "defect", "wrong-input", "out-of-budget", "too-few-rows", "unusable", "interrupted");
    }
}
