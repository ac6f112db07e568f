package dev.seedbed.model.http;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.model.http.HttpCaller.BrokenReplyException;
import dev.seedbed.tokens.TokenCounter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// An endpoint over HTTP, made by [Service.Access#speaking]. It calls as [HttpCaller] says.
public final class HttpEndpoint implements Endpoint {
    private final String identity;
    private final WireFormat format;
    private final TokenCounter counter;
    private final Set<Capability> capabilities;
    private final Service.Access access;
    private final HttpCaller caller;
    private final Optional<HttpCalls> calls;
    private final Optional<BatchService> batches;

    /// @param batching makes what speaks the provider's interface for batches, if it has one
    HttpEndpoint(
            String identity,
            WireFormat format,
            Set<Capability> capabilities,
            Service.Access access,
            Optional<Function<HttpCalls, BatchService>> batching) {
        this.identity = identity;
        this.format = format;
        counter = TokenCounter.of(format.model());
        this.capabilities = Set.copyOf(capabilities);
        this.access = access;
        caller = new HttpCaller(access);
        calls = batching.map(_ -> new HttpCalls(access, format));
        batches = calls.map(made -> batching.orElseThrow().apply(made));
    }

    @Override
    public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException {
        return caller.call(format.write(request, seed), new Answering(request), deadline);
    }

    private final class Answering implements HttpCaller.Reading<Reply> {
        private final Request request;

        Answering(Request request) {
            this.request = request;
        }

        @Override
        public Reply read(Data body) throws BrokenReplyException {
            Optional<Answer> answer = format.read(body, request);
            if (answer.isPresent()) {
                return answer.get().asReply(request, counter);
            }
            Optional<Refusal> refusal = format.refusalInside(body);
            throw refusal.isPresent()
                    ? new BrokenReplyException(refusal.get())
                    : new BrokenReplyException("it holds no finished answer");
        }

        @Override
        public Refusal refusal(int status, Data body, HttpHeaders headers) {
            return format.refusal(status, body, headers);
        }
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    /// The endpoint applies it, and does not show it.
    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return Optional.empty();
    }

    @Override
    public int concurrency() {
        return access.concurrency();
    }

    @Override
    public Allowance allowance() {
        return caller.allowance();
    }

    @Override
    public Optional<BatchService> batchService() {
        return batches;
    }

    @Override
    public void close() {
        calls.ifPresent(HttpCalls::close);
        caller.close();
    }

    @Override
    public String toString() {
        return identity + " at " + access.base().uri();
    }
}
