package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.engine.BatchCancellation;
import dev.seedbed.testkit.benchmark.BenchmarkEndpoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs whose questions go in batches, against an endpoint that shuffles what comes of them.
@Timeout(300)
class BatchRunTest {
    private static final String SWITCH = "batch: { gather: 100ms, poll: 20ms }";

    @TempDir
    Path folder;

    @Test
    void eachAnswerStandsOnItsRowAndEachFailureKeepsItsReason() throws Exception {
        try (BenchmarkEndpoint endpoint =
                BenchmarkEndpoint.start("--fault", "status-500=0.01@always", "--fault", "status-422=0.01@always")) {
            RunSummary summary = run(pipeline(endpoint, 500, SWITCH));
            Data seen = statistics(endpoint);

            assertThat(summary.end()).isEqualTo(End.DONE);
            assertThat(rows()).allSatisfy(BatchRunTest::isAnsweredOnItsOwnRow);
            Data faulty = Json.parseObject(seen.text("faulty_rows"));
            long poison = number(faulty, "status-422");
            long broken = number(faulty, "status-500");
            assertThat(poison).isPositive();
            assertThat(broken).isPositive();
            assertThat(rows()).hasSize((int) (500 - poison - broken));
            List<Data> failed = ledger("failed");
            assertThat(failed).allSatisfy(entry -> {
                assertThat(entry.text("reason")).isEqualTo("call-failed");
                assertThat(Json.parseObject(entry.text("evidence")).text("body"))
                        .contains("Scripted failure");
            });
            assertThat(failed.stream().filter(entry -> evidence(entry, "status") == 422L))
                    .hasSize((int) poison)
                    .allSatisfy(entry -> assertThat(evidence(entry, "tries")).isEqualTo(1));
            assertThat(failed.stream().filter(entry -> evidence(entry, "status") == 500L))
                    .as("tried again in batches, as often as by itself")
                    .hasSize((int) broken)
                    .allSatisfy(entry -> assertThat(evidence(entry, "tries")).isEqualTo(3));
            assertThat(number(seen, "requests")).as("none went by itself").isZero();
            assertThat(number(seen, "batches")).isEqualTo(3);
            assertThat(number(seen, "asked_again_after_answer")).isZero();
            assertThat(summary.calls().tries()).isEqualTo(500 + 2 * broken);
        }
    }

    @Test
    void aCallInABatchCostsItsShareAndAnEstimateSaysSo() throws Exception {
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start()) {
            Path single = pipeline(endpoint, 10, "price: { input: 2, output: 10, batch: 0.5 }");
            RunSummary whole = Seedbed.standard()
                    .run(Seedbed.standard().read(single), RunOptions.defaults().into(folder.resolve("single")))
                    .summary();
            Path pipeline = pipeline(endpoint, 10, SWITCH + ", price: { input: 2, output: 10, batch: 0.5 }");
            Estimate before = Seedbed.standard().estimate(Seedbed.standard().read(pipeline), options());
            Estimate beforeSingle =
                    Seedbed.standard().estimate(Seedbed.standard().read(single), options());
            RunSummary half = run(pipeline);

            assertThat(half.cost().amount().multiply(BigDecimal.TWO))
                    .isEqualByComparingTo(whole.cost().amount());
            assertThat(before.toString()).isNotEqualTo(beforeSingle.toString());
        }
    }

    @Test
    void whatCameInABatchIsNotAskedAgainByItselfNorTheOtherWayRound() throws Exception {
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start()) {
            run(pipeline(endpoint, 20, SWITCH));
            RunSummary single = run(pipeline(endpoint, 30, "concurrency: 4"));
            assertThat(single.calls().made()).isEqualTo(10);
            RunSummary again = run(pipeline(endpoint, 40, SWITCH));

            assertThat(again.calls().made()).isEqualTo(10);
            assertThat(number(statistics(endpoint), "most_of_one_body")).isEqualTo(1);
            assertThat(number(statistics(endpoint), "requests")).isEqualTo(10);
        }
    }

    @Test
    void aRunKilledBeforeTheDownloadTakesTheAnswersInWithoutSubmittingAgain() throws Exception {
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start("--batch-time", "4s")) {
            Path pipeline = pipeline(endpoint, 5_000, SWITCH);
            Process process = process(pipeline);
            while (process.isAlive() && !isRecorded(endpoint)) {
                Thread.sleep(20);
            }
            process.destroyForcibly().waitFor();
            long submitted = number(statistics(endpoint), "batch_requests");
            RunSummary summary = run(pipeline);
            Data seen = statistics(endpoint);

            assertThat(summary.end()).isEqualTo(End.DONE);
            assertThat(rows()).hasSize(5_000).allSatisfy(BatchRunTest::isAnsweredOnItsOwnRow);
            assertThat(submitted).isEqualTo(5_000);
            assertThat(number(seen, "batch_requests")).isEqualTo(5_000);
            assertThat(number(seen, "most_of_one_body")).isEqualTo(1);
        }
    }

    @Test
    void aBatchWhoseIdWasNeverRecordedIsFoundAtTheEndpoint() throws Exception {
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start("--batch-time", "2s")) {
            Path pipeline = pipeline(endpoint, 50, SWITCH);
            stoppedOnceSubmitted(pipeline, endpoint);
            change("UPDATE batch SET id = NULL");
            RunSummary summary = run(pipeline);

            assertThat(summary.end()).isEqualTo(End.DONE);
            assertThat(rows()).hasSize(50).allSatisfy(BatchRunTest::isAnsweredOnItsOwnRow);
            assertThat(number(statistics(endpoint), "batches")).isEqualTo(1);
        }
    }

    @Test
    void aBatchThatWasIntendedButNeverTakenIsSubmitted() throws Exception {
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start("--batch-time", "2s")) {
            Path pipeline = pipeline(endpoint, 50, SWITCH);
            stoppedOnceSubmitted(pipeline, endpoint);
            // Long enough ago that the endpoint would list it.
            change("UPDATE batch SET id = NULL, intended = intended - 120000000000");
            endpoint.reset("--batch-time", "0ms");
            RunSummary summary = run(pipeline);

            assertThat(summary.end()).isEqualTo(End.DONE);
            assertThat(rows()).hasSize(50);
            assertThat(number(statistics(endpoint), "batch_requests")).isEqualTo(50);
        }
    }

    @Test
    void aStoppedRunSaysThatItsBatchesGoOnAndASwitchedOffModelWaitsForThem() throws Exception {
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start("--batch-time", "2s")) {
            RunSummary stopped = stoppedOnceSubmitted(pipeline(endpoint, 50, SWITCH), endpoint);
            assertThat(stopped.explanation())
                    .contains("1 batch goes on at the endpoint (50 questions)")
                    .contains("--cancel-batches");
            RunSummary summary = run(pipeline(endpoint, 60, "concurrency: 4"));

            assertThat(summary.end()).isEqualTo(End.DONE);
            assertThat(rows()).hasSize(60).allSatisfy(BatchRunTest::isAnsweredOnItsOwnRow);
            assertThat(number(statistics(endpoint), "requests")).isEqualTo(10);
        }
    }

    @Test
    void cancellingKeepsWhatWasAnsweredAndTheNextRunAsksTheRest() throws Exception {
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start("--batch-time", "60s")) {
            Path pipeline = pipeline(endpoint, 2_000, SWITCH);
            stoppedOnceSubmitted(pipeline, endpoint);
            Thread.sleep(200);
            BatchCancellation.Cancelled cancelled =
                    Seedbed.standard().cancelBatches(Seedbed.standard().read(pipeline), options());

            assertThat(cancelled.batches()).isEqualTo(1);
            assertThat(cancelled.settled()).isBetween(1L, 1_999L);
            assertThat(Seedbed.standard()
                            .cancelBatches(Seedbed.standard().read(pipeline), options())
                            .batches())
                    .isZero();
            RunSummary summary = run(pipeline(endpoint, 2_000, "concurrency: 16"));
            assertThat(summary.calls().made()).isEqualTo(2_000 - cancelled.settled());
            assertThat(rows()).hasSize(2_000).allSatisfy(BatchRunTest::isAnsweredOnItsOwnRow);
        }
    }

    @Test
    void aBudgetOfCallsIsKeptByBatchesToo() throws Exception {
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start()) {
            Path pipeline = pipeline(endpoint, 50, SWITCH);
            Files.writeString(pipeline, Files.readString(pipeline) + "budget: { calls: 20 }\n");
            RunSummary summary = run(pipeline);

            assertThat(summary.end()).isEqualTo(End.OUT_OF_BUDGET);
            assertThat(number(statistics(endpoint), "batch_requests")).isEqualTo(20);
            assertThat(rows()).hasSize(20);
        }
    }

    @Test
    void anEndpointThatHasNoBatchesStopsTheRunAndBlamesNoRow() throws Exception {
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start()) {
            Path pipeline = pipeline(endpoint, 5, SWITCH);
            Files.writeString(pipeline, Files.readString(pipeline).replace("/v1,", "/nowhere/v1,"));
            RunSummary summary = run(pipeline);

            assertThat(summary.end()).isEqualTo(End.UNUSABLE);
            assertThat(summary.explanation())
                    .contains("cannot be asked in batches")
                    .contains("404");
            assertThat(ledger("failed")).isEmpty();
        }
    }

    private RunSummary stoppedOnceSubmitted(Path pipeline, BenchmarkEndpoint endpoint) throws Exception {
        Seedbed seedbed = Seedbed.standard();
        try (Session session = seedbed.open(seedbed.read(pipeline), options())) {
            Thread watcher = Thread.ofVirtual().start(() -> {
                while (number(statistics(endpoint), "batches") == 0
                        || session.progress().callsOpen() == 0) {
                    Thread.onSpinWait();
                    sleep();
                }
                sleep();
                session.stop();
            });
            RunSummary summary = session.execute().summary();
            watcher.join();
            assertThat(summary.end()).isEqualTo(End.INTERRUPTED);
            return summary;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isRecorded(BenchmarkEndpoint endpoint) {
        return number(statistics(endpoint), "batches") > 0;
    }

    private RunOptions options() {
        return RunOptions.defaults().into(folder.resolve("run"));
    }

    private RunSummary run(Path pipeline) throws InterruptedException {
        Seedbed seedbed = Seedbed.standard();
        return seedbed.run(seedbed.read(pipeline), options()).summary();
    }

    private Process process(Path pipeline) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRunIT.RunInProcess.class.getName(),
                pipeline.toString(),
                folder.resolve("run").toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Path pipeline(BenchmarkEndpoint endpoint, int rows, String settings) throws IOException {
        Path input = Files.write(
                folder.resolve("in-" + rows + ".jsonl"),
                IntStream.range(0, rows)
                        .mapToObj(i -> Json.write(Map.of("instruction", "Question number " + i + "?")))
                        .toList());
        return Files.writeString(
                folder.resolve("pipeline-" + Integer.toHexString(settings.hashCode()) + rows + ".yaml"),
                """
                seedbed: 1
                name: batched
                seed: 3
                models:
                  writer: { provider: openai, model: scripted, base-url: %s, key-from: none, %s }
                steps:
                  - load: { path: %s }
                  - generate: { model: writer, prompt: "{{ instruction }}", temperature: 0 }
                """.formatted(endpoint.baseUri(), settings, input));
    }

    private void change(String command) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("run/journal.sqlite"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(command)).isEqualTo(1);
        }
    }

    private static Data statistics(BenchmarkEndpoint endpoint) {
        return Json.parseObject(endpoint.statistics(0));
    }

    private static long number(Data statistics, String name) {
        return Long.parseLong(statistics.text(name));
    }

    private static long evidence(Data entry, String name) {
        return Long.parseLong(Json.parseObject(entry.text("evidence")).text(name));
    }

    private List<Data> rows() throws IOException {
        return Files.readAllLines(folder.resolve("run/dataset.jsonl")).stream()
                .map(Json::parseObject)
                .toList();
    }

    private List<Data> ledger(String fate) throws IOException {
        return Files.readAllLines(folder.resolve("run/ledger.jsonl")).stream()
                .map(Json::parseObject)
                .filter(entry -> entry.text("fate").equals(fate))
                .toList();
    }

    private static void isAnsweredOnItsOwnRow(Data row) {
        assertThat(row.text("answer")).contains(" to: " + row.text("instruction") + " |");
    }
}
