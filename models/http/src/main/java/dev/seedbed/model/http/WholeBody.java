package dev.seedbed.model.http;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes a body up to a size. Unlike the client's own, it keeps what came of a body that broke off, so that an
/// error can show it.
final class WholeBody implements BodySubscriber<WholeBody.Content> {
    /// What came, and why it is not all, if it is not.
    static final class Content {
        private final byte[] bytes;
        private final Optional<String> flaw;

        Content(byte[] bytes, Optional<String> flaw) {
            this.bytes = bytes;
            this.flaw = flaw;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        Stream<String> lines() {
            return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))
                    .lines();
        }

        boolean isEmpty() {
            return bytes.length == 0;
        }

        Optional<String> flaw() {
            return flaw;
        }
    }

    private static final Content NOTHING = new Content(new byte[0], Optional.empty());

    private final long mostBytes;
    private final CompletableFuture<Content> whole = new CompletableFuture<>();
    private final List<ByteBuffer> pieces = new ArrayList<>();
    private long size;
    private Flow.@Nullable Subscription subscription;

    WholeBody(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public CompletionStage<Content> getBody() {
        return whole;
    }

    /// What has come, once it is known that no more will; empty before.
    String soFar() {
        return whole.getNow(NOTHING).text();
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (whole.isDone()) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
            pieces.add(buffer);
        }
        if (size > mostBytes && subscription != null) {
            subscription.cancel();
            complete("it is longer than " + mostBytes + " bytes");
        }
    }

    @Override
    public void onError(Throwable error) {
        complete(error.getMessage() == null ? error.toString() : error.getMessage());
    }

    @Override
    public void onComplete() {
        complete(null);
    }

    private void complete(@Nullable String flaw) {
        byte[] bytes = new byte[Math.toIntExact(Math.min(size, mostBytes))];
        int filled = 0;
        for (ByteBuffer piece : pieces) {
            int length = Math.min(piece.remaining(), bytes.length - filled);
            piece.get(bytes, filled, length);
            filled += length;
        }
        pieces.clear();
        whole.complete(new Content(bytes, Optional.ofNullable(flaw)));
    }
}
