package dev.seedbed.model.http;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.model.BatchService.Answered;
import dev.seedbed.api.model.BatchService.Failed;
import dev.seedbed.api.model.BatchService.Outcome;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Request;
import dev.seedbed.model.http.Transport.Post;
import dev.seedbed.model.http.Transport.Response;
import dev.seedbed.tokens.TokenCounter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Calls of a service that are no questions to a model: files, and batches of questions.
///
/// ```java
/// Data batch = calls.post("/batches", Map.of("input_file_id", file), deadline);
/// calls.lines("/files/" + id + "/content", deadline, line -> ...);
/// ```
///
/// Each is one exchange, with the first of the keys: what one account has uploaded another does not see. What fails
/// is told as a question's failure is, by the provider's [WireFormat]. Thread-safe.
public final class HttpCalls implements AutoCloseable {
    private static final String BOUNDARY = "seedbed-5f0e7a61c2b94d38";

    private final Service.Access access;
    private final WireFormat format;
    private final TokenCounter counter;
    private final ClientTransport transport;

    HttpCalls(Service.Access access, WireFormat format) {
        this.access = access;
        this.format = format;
        this.counter = TokenCounter.of(format.model());
        this.transport = new ClientTransport(access);
    }

    /// Is given each line of a file.
    @FunctionalInterface
    public interface LineTaker {
        void take(Data line) throws CallFailedException, InterruptedException;
    }

    /// The path of the base URL, with no slash at its end.
    public String basePath() {
        return access.path();
    }

    public Data get(String path, Duration deadline) throws CallFailedException, InterruptedException {
        return object(exchange("GET", path, new byte[0], "application/json", deadline));
    }

    public Data post(String path, Map<String, ?> body, Duration deadline)
            throws CallFailedException, InterruptedException {
        return post(path, Json.write(body), deadline);
    }

    public Data post(String path, String body, Duration deadline) throws CallFailedException, InterruptedException {
        return object(exchange("POST", path, body.getBytes(StandardCharsets.UTF_8), "application/json", deadline));
    }

    /// Uploads a file as a form, RFC 7578.
    ///
    /// @param fields of the form, beside the file
    public Data upload(String path, Map<String, String> fields, String name, String content, Duration deadline)
            throws CallFailedException, InterruptedException {
        ByteArrayOutputStream form = new ByteArrayOutputStream(content.length() + 1024);
        fields.forEach((field, value) -> part(form, "name=\"" + field + "\"", value));
        part(form, "name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: application/jsonl", content);
        form.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
        return object(
                exchange("POST", path, form.toByteArray(), "multipart/form-data; boundary=" + BOUNDARY, deadline));
    }

    private static void part(ByteArrayOutputStream form, String head, String content) {
        form.writeBytes(bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n"));
        form.writeBytes(bytes(content));
        form.writeBytes(bytes("\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a file of JSON lines.
    ///
    /// @throws CallFailedException if it does not come whole, or a line is no JSON object
    public void lines(String path, Duration deadline, LineTaker taker)
            throws CallFailedException, InterruptedException {
        Response response = exchange("GET", path, new byte[0], "application/jsonl", deadline);
        whole(response);
        // Line by line: one text of the whole file would take twice the memory.
        for (String line : (Iterable<String>) response.body().lines()::iterator) {
            if (!line.isBlank()) {
                try {
                    taker.take(Json.parseObject(line));
                } catch (JsonException e) {
                    throw broken("a line is no JSON object: " + e.getMessage(), response);
                }
            }
        }
    }

    private Response exchange(String method, String path, byte[] body, String type, Duration deadline)
            throws CallFailedException, InterruptedException {
        Map<String, String> headers =
                new LinkedHashMap<>(access.requestHeaders(access.keys().first()));
        headers.put("Accept", "*/*");
        if (method.equals("GET")) {
            headers.remove("Content-Type");
        } else {
            headers.put("Content-Type", type);
        }
        Post post = new Post(method, access.base().resolve(path), headers, body, Transport.LARGEST_FILE);
        Response response = transport.exchange(post, deadline, System.nanoTime());
        if (response.status() / 100 != 2) {
            throw failure(format.refusal(response.status(), objectOrNothing(response), response.headers()), response);
        }
        return response;
    }

    private Data object(Response response) throws CallFailedException {
        whole(response);
        try {
            return Json.parseObject(response.body().text());
        } catch (JsonException e) {
            throw broken(String.valueOf(e.getMessage()), response);
        }
    }

    private void whole(Response response) throws CallFailedException {
        if (response.body().flaw().isPresent()) {
            throw broken(response.body().flaw().get(), response);
        }
    }

    private static Data objectOrNothing(Response response) {
        try {
            return Json.parseObject(response.body().text());
        } catch (JsonException e) {
            return Data.empty();
        }
    }

    /// What the provider says to one request of a batch, as it would say it to the request alone.
    ///
    /// @param status of HTTP
    public Outcome outcome(int status, Data body, Request request) {
        if (status / 100 != 2) {
            return new Failed(failure(format.refusal(status, body), Optional.empty(), Json.write(body.asMap())));
        }
        Optional<Answer> answer = format.read(body, request);
        if (answer.isPresent()) {
            return new Answered(answer.get().asReply(request, counter));
        }
        return format.refusalInside(body)
                .<Outcome>map(refusal -> new Failed(failure(refusal, Optional.empty(), Json.write(body.asMap()))))
                .orElseGet(() -> new Failed(malformed("it holds no finished answer", Json.write(body.asMap()))));
    }

    private CallFailedException failure(Refusal refusal, Response response) {
        Optional<Duration> wait =
                RetryAfter.of(response.headers(), access.clock()).or(refusal::retryAfter);
        return failure(refusal, wait, response.body().text());
    }

    private CallFailedException failure(Refusal refusal, Optional<Duration> wait, String body) {
        return new CallFailedException(
                refusal.remedy(wait.isPresent()),
                shown(refusal.message(
                        TransportFailures.where(access), access.keys().size())),
                OptionalInt.of(refusal.status()),
                wait,
                shown(body),
                null);
    }

    private CallFailedException broken(String why, Response response) {
        return malformed(why, response.body().text());
    }

    private CallFailedException malformed(String why, String body) {
        return new CallFailedException(
                Remedy.RETRY,
                shown("the reply of " + TransportFailures.where(access) + " was cut or malformed: " + why),
                OptionalInt.empty(),
                Optional.empty(),
                shown(body),
                null);
    }

    private String shown(String text) {
        return access.shown(text);
    }

    @Override
    public void close() {
        transport.close();
    }
}
