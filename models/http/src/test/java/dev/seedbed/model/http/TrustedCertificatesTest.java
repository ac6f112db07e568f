package dev.seedbed.model.http;

import static dev.seedbed.model.http.Opening.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.model.http.LoopbackServer.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void trustsACertificateOfOnesOwn() throws Exception {
        Path store = folder.resolve("server.p12");
        Path pem = folder.resolve("server.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString());
        keytool("-exportcert", "-alias", "server", "-rfc", "-file", pem.toString(), "-keystore", store.toString());

        try (LoopbackServer server = new LoopbackServer(secure(store), _ -> Response.text("safe"))) {
            Map<String, Object> given = new HashMap<>(Map.of("base-url", "https://localhost:" + server.port()));
            try (Endpoint strange = Opening.open(given, Map.of())) {
                CallFailedException failure = catchThrowableOfType(CallFailedException.class, () -> ask(strange));
                assertThat(failure.remedy()).isEqualTo(Remedy.UNREACHABLE);
                assertThat(failure).hasMessageContaining("no safe connection to localhost");
            }
            given.put("ca-file", pem);
            try (Endpoint trusting = Opening.open(given, Map.of())) {
                assertThat(ask(trusting)).isEqualTo("safe");
            }
        }
    }

    private static HttpsServer secure(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path junk = Files.writeString(folder.resolve("junk.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        for (Path wrong : List.of(empty, junk, folder.resolve("missing.pem"))) {
            assertThatThrownBy(() -> TrustedCertificates.with(wrong))
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageContaining(wrong.toString())
                    .hasMessageContaining("BEGIN CERTIFICATE");
        }
    }
}
