package dev.seedbed.model.local;

import dev.seedbed.model.local.ModelSource.HuggingFace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;

/// Downloads over HTTPS.
///
/// `HttpURLConnection`, since it has what the newer client lacks: a time-out for each read, so that a stalled
/// download ends.
final class HuggingFaceDownload {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration STALL = Duration.ofSeconds(30);

    private final String site;

    /// @param environment may name another site in `HF_ENDPOINT`, as Hugging Face's own tools read it
    HuggingFaceDownload(Map<String, String> environment) {
        String named = environment.getOrDefault("HF_ENDPOINT", "");
        String chosen = named.isBlank() ? "https://huggingface.co" : named.strip();
        site = chosen.endsWith("/") ? chosen.substring(0, chosen.length() - 1) : chosen;
    }

    void fetch(HuggingFace source, Path target, LongConsumer progress)
            throws FetchFailedException, InterruptedException {
        String address = site + "/" + source.repository() + "/resolve/" + source.revision() + "/" + source.file();
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setReadTimeout((int) STALL.toMillis());
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new FetchFailedException(site + " answered with status " + status);
            }
            copy(connection, target, progress);
        } catch (UnknownHostException e) {
            throw new FetchFailedException("the host " + e.getMessage() + " is unknown; is there a network?");
        } catch (SocketTimeoutException e) {
            throw new FetchFailedException(site + " did not answer (" + e.getMessage() + " after " + CONNECT.toSeconds()
                    + " s to connect, " + STALL.toSeconds() + " s to read)");
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new FetchFailedException("could not fetch " + address + ": " + e);
        }
    }

    private static void copy(HttpURLConnection connection, Path target, LongConsumer progress)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        long done = 0;
        try (InputStream in = connection.getInputStream();
                OutputStream out = Files.newOutputStream(target)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the download was interrupted");
                }
                out.write(buffer, 0, count);
                done += count;
                progress.accept(done);
            }
        }
    }
}
