package dev.seedbed.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seedbed.RunOptions;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.Session;
import dev.seedbed.cli.terminal.ProgressView;
import dev.seedbed.cli.terminal.Terminal;
import dev.seedbed.pipeline.PipelineReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// Does what a small job does, against an endpoint of its own on this machine, so that the launcher can record
/// which classes a job needs.
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
    private static final String PIPELINE = """
            seedbed: 1
            name: rehearsal
            seed: 1
            models:
              scripted: { provider: openai, model: scripted, base-url: "http://127.0.0.1:PORT/v1" }
            steps:
              - load: { path: rows.jsonl }
              - compute: { words: "size(instruction)" }
              - generate: { model: scripted, prompt: "Answer: {{ instruction }}", column: answer, max-tokens: 16 }
              - keep: words > 0
            outputs: [ jsonl, parquet, sft-messages, card ]
            """;

    private static final String REPLY = """
            {"id":"1","object":"chat.completion","model":"scripted","choices":[{"index":0,"finish_reason":"stop",\
            "message":{"role":"assistant","content":"An answer."}}],\
            "usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}}""";

    private final Workshop workshop;

    RehearseCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", RehearseCommand::reply);
        server.start();
        Path folder = Files.createTempDirectory("seedbed-rehearsal");
        try {
            return job(folder, server.getAddress().getPort());
        } finally {
            server.stop(0);
            remove(folder);
        }
    }

    private Integer job(Path folder, int port) throws IOException, InterruptedException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            rows.append("{\"instruction\":\"What is ").append(i).append("?\"}\n");
        }
        Files.writeString(folder.resolve("rows.jsonl"), rows);
        Seedbed seedbed = workshop.seedbed().withEnvironment(Map.of("OPENAI_API_KEY", "none"));
        String text = PIPELINE.replace("PORT", Integer.toString(port));
        Terminal silent = new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                true,
                80);
        Session session = seedbed.open(
                PipelineReader.read(text, "rehearsal.yaml", folder),
                RunOptions.defaults().into(folder.resolve("run")));
        ProgressView view = ProgressView.of(silent, "rehearsal");
        view.show(session.progress());
        RunResult result = new WatchedRun(session, view, silent).execute(each -> each);
        RunReport report = new RunReport(new Workshop(silent, workshop.environment(), workshop.version()));
        report.words(result);
        report.json(result);
        new Commands(silent, workshop.environment(), workshop.version())
                .execute(
                        "dedup",
                        folder.resolve("rows.jsonl").toString(),
                        "--text=instruction",
                        "--near=0.8",
                        "--out=" + folder.resolve("kept.jsonl"),
                        "--removed=" + folder.resolve("removed.jsonl"));
        return result.summary().end().exitCode();
    }

    private static void reply(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = REPLY.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
