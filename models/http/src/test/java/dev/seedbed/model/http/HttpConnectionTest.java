package dev.seedbed.model.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.model.http.Transport.Post;
import dev.seedbed.model.http.Transport.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a connection makes of the bytes that a server sends.
@Timeout(30)
final class HttpConnectionTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private ServerSocket server;
    private HttpConnection connection;
    private Socket peer;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        connection = HttpConnection.to((InetSocketAddress) server.getLocalSocketAddress(), Duration.ofSeconds(5));
        peer = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        peer.close();
        server.close();
    }

    private void says(String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Response read() throws IOException {
        return connection.read(System.nanoTime() + Duration.ofSeconds(5).toNanos(), 1_000_000);
    }

    @Test
    void readsABodyOfKnownLengthAndGoesOn() throws IOException {
        says(OK + "Content-Length: 4\r\n\r\nz\u00e9!" + OK + "content-length: 2\r\n\r\n{}");

        Response first = read();
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().text()).isEqualTo("z\u00e9!");
        assertThat(first.headers().firstValue("CONTENT-TYPE")).contains("application/json");
    }

    @Test
    void isUsedAgainAfterAWholeExchange() throws IOException {
        for (int i = 0; i < 3; i++) {
            says(OK + "Content-Length: 2\r\n\r\n[]");
            assertThat(read().body().text()).isEqualTo("[]");
            assertThat(connection.canGoOn()).isTrue();
            assertThat(connection.isAlive()).isTrue();
        }
        peer.close();
        assertThat(connection.isAlive()).isFalse();
    }

    @Test
    void readsChunksWithExtensionsAndTrailers() throws IOException {
        says(OK + "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\n{\"a\r\nA\r\n\":1234567}\r\n0\r\nX: y\r\n\r\n");

        assertThat(read().body().text()).isEqualTo("{\"a\":1234567}");
        assertThat(connection.canGoOn()).isTrue();
    }

    @Test
    void readsUpToTheEndWhereNoLengthIsGiven() throws IOException {
        says(OK + "\r\n{\"whole\":true}");
        peer.close();

        Response response = read();
        assertThat(response.body().text()).isEqualTo("{\"whole\":true}");
        assertThat(response.body().flaw()).isEmpty();
        assertThat(connection.canGoOn()).isFalse();
    }

    @Test
    void skipsResponsesThatAreOnlyOnTheWay() throws IOException {
        says("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK
                + "Content-Length: 2\r\n\r\n{}");

        assertThat(read().body().text()).isEqualTo("{}");
    }

    @Test
    void isNotUsedAgainWhenTheServerCloses() throws IOException {
        says(OK + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(read().body().text()).isEqualTo("{}");
        assertThat(connection.canGoOn()).isFalse();
    }

    @Test
    void keepsWhatCameOfABodyThatBrokeOff() throws IOException {
        says(OK + "Content-Length: 99\r\n\r\n{\"half\":");
        peer.close();

        Response response = read();
        assertThat(response.body().text()).isEqualTo("{\"half\":");
        assertThat(response.body().flaw()).contains("it broke off, bytes received: 8 of 99");
        assertThat(connection.canGoOn()).isFalse();
    }

    @Test
    void keepsWhatCameOfChunksThatBrokeOff() throws IOException {
        says(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n5\r\n12");
        peer.close();

        assertThat(read().body().flaw()).contains("it ended in the middle of a chunk");
    }

    @Test
    void endsABodyThatIsTooLong() throws IOException {
        says(OK + "Content-Length: 2000000\r\n\r\n");
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                peer.getOutputStream().write(new byte[2_000_000]);
            } catch (IOException e) {
                // The reader hung up.
            }
        });

        assertThat(read().body().flaw()).contains("it is longer than 1000000 bytes");
        connection.close();
        writer.interrupt();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 abc Odd\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"
            })
    void refusesWhatIsNotHttp(String said) throws IOException {
        says(said);

        assertThatThrownBy(this::read).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -1", "Content-Length: many", "Transfer-Encoding: gzip"})
    void callsABodyFlawedWhoseEndIsNotKnown(String header) throws IOException {
        says(OK + header + "\r\n\r\n{}");

        assertThat(read().body().flaw()).isPresent();
        assertThat(connection.canGoOn()).isFalse();
    }

    @Test
    void saysThatNothingCame() throws IOException {
        peer.close();

        assertThatThrownBy(this::read).hasMessage("it was closed without a response");
    }

    @Test
    void endsAtTheDeadlineThoughBytesTrickle() throws IOException {
        says(OK + "Content-Length: 100\r\n\r\n");
        Thread trickle = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    says("x");
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException e) {
                // The test is over.
            }
        });

        assertThatThrownBy(() -> connection.read(
                        System.nanoTime() + Duration.ofMillis(300).toNanos(), 1_000))
                .isInstanceOf(SocketTimeoutException.class);
        trickle.interrupt();
    }

    @Test
    void writesARequestThatAServerCanRead() throws IOException {
        Post post = new Post(
                URI.create("http://127.0.0.1:80/v1/chat?api-version=2"),
                Map.of("X-One", "1"),
                "{\"\u00e9\":1}".getBytes(StandardCharsets.UTF_8));
        connection.write(post, "127.0.0.1:80");

        InputStream in = peer.getInputStream();
        String head =
                "POST /v1/chat?api-version=2 HTTP/1.1\r\nHost: 127.0.0.1:80\r\nContent-Length: 8\r\nX-One: 1\r\n\r\n";
        assertThat(new String(in.readNBytes(head.length() + 8), StandardCharsets.UTF_8))
                .isEqualTo(head + "{\"\u00e9\":1}");
    }

    @Test
    void readsTheSameWhereverTheBytesAreDivided() throws Exception {
        String whole = OK + "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"b\"\r\n5\r\n:true\r\n1\r\n}\r\n0\r\n\r\n";
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    for (int at = 0; at < whole.length(); ) {
                        int next = Math.min(whole.length(), at + 1 + random.nextInt(20));
                        says(whole.substring(at, next));
                        at = next;
                        peer.getOutputStream().flush();
                    }
                } catch (IOException e) {
                    // The reader sees it.
                }
            });
            assertThat(read().body().text()).isEqualTo("{\"b\":true}");
            assertThat(connection.canGoOn()).isTrue();
            writer.join();
        }
    }
}
