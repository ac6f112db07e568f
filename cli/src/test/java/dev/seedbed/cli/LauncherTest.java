package dev.seedbed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher, in a folder whose name has spaces, with Javas and a Maven that only say how they were started.
class LauncherTest {
    private static final String SAYS_ARGUMENTS = """
            #!/bin/sh
            for each in "$@"; do printf '<%s>\\n' "$each"; done
            exit 7
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path home = Path.of("");

    private record Said(int exitCode, String out, String err) {}

    @BeforeEach
    void setUp() throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the launcher needs a POSIX shell");
        home = Files.createDirectories(folder.resolve("a folder"));
        Files.copy(Path.of("..", "seedbed"), home.resolve("seedbed"));
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path java(String version) throws IOException {
        Path java = folder.resolve("java " + version);
        program(java.resolve("bin/java"), SAYS_ARGUMENTS);
        program(java.resolve("bin/javac"), SAYS_ARGUMENTS);
        Files.writeString(
                java.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"" + version + "+1\"\nJAVA_VERSION=\"" + version
                        + "\"\n");
        return java;
    }

    private void pretendToBeBuilt() throws IOException {
        Path lib = Files.createDirectories(home.resolve("cli/target/dist/lib"));
        Files.writeString(lib.resolve("seedbed-cli-1.jar"), "");
    }

    private Said seedbed(Map<String, String> environment, String... arguments) throws Exception {
        return seedbed(home.resolve("seedbed"), environment, arguments);
    }

    private Said seedbed(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("SEEDBED_AOT", "off");
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Said(exitCode, Files.readString(out), Files.readString(err));
    }

    @Test
    void passesArgumentsAndExitCodeThrough() throws Exception {
        pretendToBeBuilt();
        Said said = seedbed(
                Map.of("SEEDBED_JAVA_HOME", java("25.0.3").toString()), "run", "my file.yaml", "--set", "a=b c", "");
        assertThat(said.exitCode()).isEqualTo(7);
        assertThat(said.out()).endsWith("<run>\n<my file.yaml>\n<--set>\n<a=b c>\n<>\n");
        assertThat(said.out())
                .contains("<-jar>\n<" + home.toRealPath() + "/cli/target/dist/lib/seedbed-cli-1.jar>")
                .contains("<--sun-misc-unsafe-memory-access=allow>");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void givesTheCommandsOverFilesTheBetterCompiler() throws Exception {
        pretendToBeBuilt();
        Map<String, String> environment =
                Map.of("SEEDBED_JAVA_HOME", java("25.0.3").toString());
        String quick = "<-XX:TieredStopAtLevel=1>";
        assertThat(seedbed(environment, "dedup", "a.jsonl").out()).doesNotContain(quick);
        assertThat(seedbed(environment, "run", "a.yaml").out()).contains(quick);
    }

    @Test
    void leavesTheCacheOutWhereAFlightRecordingIsAskedFor() throws Exception {
        pretendToBeBuilt();
        Path dist = home.toRealPath().resolve("cli/target/dist");
        Process sum =
                new ProcessBuilder("sh", "-c", "printf '%s' \"$0\" | cksum | tr ' ' '-'", dist.toString()).start();
        String name = new String(sum.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        Path cache = Files.writeString(dist.resolve("start-25.0.3+1-" + name + ".aot"), "");
        Files.setLastModifiedTime(dist.resolve("lib/seedbed-cli-1.jar"), FileTime.from(Instant.EPOCH));
        String java = java("25.0.3").toString();

        assertThat(seedbed(Map.of("SEEDBED_JAVA_HOME", java), "run").out()).contains("<-XX:AOTCache=" + cache + ">");
        assertThat(seedbed(Map.of("SEEDBED_JAVA_HOME", java, "SEEDBED_JAVA_OPTIONS", "-Xmx1g"), "run")
                        .out())
                .contains("<-XX:AOTCache=" + cache + ">");
        assertThat(seedbed(
                                Map.of(
                                        "SEEDBED_JAVA_HOME",
                                        java,
                                        "SEEDBED_JAVA_OPTIONS",
                                        "-XX:StartFlightRecording=filename=run.jfr"),
                                "run")
                        .out())
                .contains("<-XX:StartFlightRecording=filename=run.jfr>")
                .doesNotContain("AOTCache");
    }

    @Test
    void worksThroughLinks() throws Exception {
        pretendToBeBuilt();
        Path direct = Files.createSymbolicLink(folder.resolve("direct"), home.resolve("seedbed"));
        Files.createDirectories(folder.resolve("bin"));
        Path twice = Files.createSymbolicLink(folder.resolve("bin/seedbed"), Path.of("../direct"));
        Map<String, String> environment =
                Map.of("SEEDBED_JAVA_HOME", java("25.0.3").toString());
        for (Path link : List.of(direct, twice)) {
            assertThat(seedbed(link, environment, "steps").out()).endsWith("<steps>\n");
        }
    }

    @Test
    void takesJavaHomeOnlyIfItIsNewEnough() throws Exception {
        pretendToBeBuilt();
        Path old = java("17.0.15");
        Path later = java("26");
        Said said = seedbed(Map.of("JAVA_HOME", later.toString(), "PATH", old.resolve("bin") + ":/usr/bin:/bin"), "x");
        assertThat(said.exitCode()).isEqualTo(7);
        assertThat(seedbed(Map.of("SEEDBED_JAVA_HOME", old.toString()), "x"))
                .isEqualTo(
                        new Said(
                                5,
                                "",
                                "seedbed: SEEDBED_JAVA_HOME is " + old
                                        + ", which is Java 17.0.15. Set it to the folder of a JDK 25 or newer, or unset it.\n"));
        assertThat(seedbed(Map.of("SEEDBED_JAVA_HOME", folder.toString()), "x").err())
                .contains("where no Java is");
    }

    @Test
    void buildsOnTheFirstUse() throws Exception {
        program(folder.resolve("bin/mvn"), """
                #!/bin/sh
                mkdir -p cli/target/dist/lib && : >cli/target/dist/lib/seedbed-cli-1.jar
                """);
        Map<String, String> environment = Map.of(
                "SEEDBED_JAVA_HOME", java("25.0.3").toString(), "PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        Said first = seedbed(environment, "steps");
        assertThat(first.err()).isEqualTo("seedbed: building Seedbed (first time, about a minute)...\n");
        assertThat(first.out()).endsWith("<steps>\n");
        Said second = seedbed(environment, "steps");
        assertThat(second.err()).isEmpty();
        assertThat(home.resolve("target/building")).doesNotExist();
    }

    @Test
    void showsTheEndOfTheLogOfABuildThatFailed() throws Exception {
        program(folder.resolve("bin/mvn"), "#!/bin/sh\nseq 1 100\necho 'no such artifact'\nexit 1\n");
        Said said = seedbed(
                Map.of(
                        "SEEDBED_JAVA_HOME",
                        java("25.0.3").toString(),
                        "PATH",
                        folder.resolve("bin") + ":/usr/bin:/bin"),
                "steps");
        assertThat(said.exitCode()).isEqualTo(5);
        assertThat(said.err())
                .contains("first-build.log", "\n100\nno such artifact\n")
                .doesNotContain("\n5\n");
        assertThat(home.resolve("target/building")).doesNotExist();
    }

    @Test
    void takesOverFromABuildThatDied() throws Exception {
        program(
                folder.resolve("bin/mvn"),
                "#!/bin/sh\nmkdir -p cli/target/dist/lib && : >cli/target/dist/lib/seedbed-cli-1.jar\n");
        Path lock = Files.createDirectories(home.resolve("target/building"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(lock.resolve("owner"), dead.pid() + "\n");
        Said said = seedbed(
                Map.of(
                        "SEEDBED_JAVA_HOME",
                        java("25.0.3").toString(),
                        "PATH",
                        folder.resolve("bin") + ":/usr/bin:/bin"),
                "steps");
        assertThat(said.out()).endsWith("<steps>\n");
    }

    @Test
    void doctorWorksWithoutJavaAndWithoutABuild() throws Exception {
        Said said = seedbed(Map.of("SEEDBED_JAVA_HOME", folder.toString()), "doctor");
        assertThat(said.exitCode()).isEqualTo(6);
        assertThat(said.out())
                .contains(
                        "BAD   java     SEEDBED_JAVA_HOME is ",
                        "build    not yet",
                        "cache    " + folder + "/.cache/seedbed");
    }

    @Test
    void doctorAdvisesAgainstAnEarlyJava25() throws Exception {
        Said said = seedbed(Map.of("SEEDBED_JAVA_HOME", java("25.0.2").toString()), "doctor");
        assertThat(said.out()).contains("warn  java     25.0.2 in ", "25.0.3 or newer is advised");
    }
}
