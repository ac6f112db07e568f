package dev.seedbed.testkit.benchmark;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// What the platform gives without any of Seedbed's laws, to say what they cost: the JDK's HTTP client, a virtual
/// thread for each row, a semaphore, nothing else. No journal, no retry, no budget; the replies are written in the
/// order of the rows, and a row that failed is left out.
///
/// `java -cp ... dev.seedbed.testkit.benchmark.Floor BASE-URL INPUT OUTPUT CONCURRENCY`, where the input has lines
/// `{"instruction": ...}` and the output gets `{"instruction": ..., "completion": ...}`.
public final class Floor {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final Semaphore slots;

    private Floor(URI uri, int concurrency) {
        this.uri = uri;
        slots = new Semaphore(concurrency);
    }

    /// Runs it.
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Floor floor = new Floor(URI.create(arguments[0] + "/chat/completions"), Integer.parseInt(arguments[3]));
        floor.run(Path.of(arguments[1]), Path.of(arguments[2]));
        // A virtual thread that has done socket I/O holds up the exit otherwise.
        floor.client.shutdownNow();
    }

    private void run(Path input, Path output) throws IOException, InterruptedException, ExecutionException {
        List<Future<String>> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                BufferedReader lines = Files.newBufferedReader(input)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String instruction = Json.parseObject(line).text("instruction");
                slots.acquire();
                replies.add(threads.submit(() -> {
                    try {
                        return ask(instruction);
                    } catch (IOException e) {
                        return "";
                    } finally {
                        slots.release();
                    }
                }));
            }
            try (BufferedWriter out = Files.newBufferedWriter(output)) {
                for (Future<String> reply : replies) {
                    out.write(reply.get());
                }
            }
        }
    }

    /// A line of the output, empty if there was no reply.
    private String ask(String instruction) throws IOException, InterruptedException {
        String body = Json.write(Map.of(
                "model",
                "default",
                "messages",
                List.of(
                        Map.of("role", "system", "content", "You are a helpful assistant."),
                        Map.of("role", "user", "content", instruction)),
                "temperature",
                0.7,
                "max_tokens",
                256));
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200
                && Json.parseObject(response.body()).value("choices") instanceof List<?> choices
                && choices.getFirst() instanceof Map<?, ?> choice
                && choice.get("message") instanceof Map<?, ?> message) {
            return Data.of("instruction", instruction).with("completion", message.get("content")) + "\n";
        }
        return "";
    }
}
