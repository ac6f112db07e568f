package dev.seedbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrubCommandTest extends CommandTest {
    private static final String KEY = "a key of more than sixteen characters";
    private static final String MAIL = "jo.bloggs@acme-widgets.com";
    private static final String ROWS = """
            {"id": 1, "text":"Write to %1$s or to %1$s."}
            {"id": 2,"text": "Version 1.2.3.4 of the library"}
            {"id":3,"text":"Card 4111 1111 1111 1111, mail %1$s","note":"%1$s"}
            """.formatted(MAIL);

    @TempDir
    private Path folder = Path.of("");

    private String rows = "";

    @BeforeEach
    void writeRows() throws IOException {
        rows = Files.writeString(folder.resolve("rows.jsonl"), ROWS).toString();
    }

    private Path clean() {
        return folder.resolve("clean.jsonl");
    }

    private Path evidence() {
        return folder.resolve("evidence.jsonl");
    }

    private int scrub(Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of("scrub", rows, "--text", "text"));
        arguments.addAll(
                List.of("--out", clean().toString(), "--removed", evidence().toString()));
        arguments.addAll(List.of(more));
        return seedbed(environment, arguments.toArray(String[]::new));
    }

    private List<String> texts() throws IOException {
        return Files.readAllLines(clean()).stream()
                .map(line -> Json.parseObject(line).text("text"))
                .toList();
    }

    @Test
    void masksWhatItFindsInTheTextAndShowsItNowhere() throws IOException {
        assertThat(scrub(Map.of())).as(err()).isZero();

        assertThat(Files.readString(clean())).isEqualTo("""
                {"id": 1, "text":"Write to [EMAIL] or to [EMAIL]."}
                {"id": 2,"text": "Version 1.2.3.4 of the library"}
                {"id":3,"text":"Card [CARD], mail [EMAIL]","note":"%s"}
                """.formatted(MAIL));
        assertThat(out()).contains("2  personal-data", "3 rows: 3 kept, 2 of them changed, 0 removed, 0 rejected");
        Data line = Json.parseObject(Files.readAllLines(evidence()).getFirst());
        assertThat(line.text("reason")).isEqualTo("personal-data");
        assertThat(Files.readString(evidence()))
                .contains("\"counts\":{\"email\":2}", "\"counts\":{\"card\":1,\"email\":1}", "\"start\":9,\"end\":35")
                .doesNotContain("bloggs", "4111");
        assertThat(out() + err()).doesNotContain("bloggs", "4111");
    }

    @Test
    void givesTheSameSurrogateInEveryRowWithAKeyAndAnotherWithAnother() throws IOException {
        assertThat(scrub(Map.of("SEEDBED_SCRUB_KEY", KEY), "--action", "surrogate"))
                .as(err())
                .isZero();
        String[] words = texts().getFirst().replace(".", " .").split(" ");
        String first = texts().getFirst();
        String surrogate = first.substring("Write to ".length(), first.indexOf(" or to "));

        assertThat(words).doesNotContain(MAIL);
        assertThat(first).isEqualTo("Write to " + surrogate + " or to " + surrogate + ".");
        assertThat(texts().get(2)).endsWith("mail " + surrogate).doesNotContain("4111 1111 1111 1111");
        assertThat(surrogate).matches("\\S+@\\S+");

        assertThat(scrub(Map.of("OTHER", KEY + "!"), "--action", "surrogate", "--key", "OTHER"))
                .isZero();
        assertThat(texts().getFirst()).doesNotContain(surrogate, MAIL);
    }

    @Test
    void onlySaysWhatItFindsIfAsked() throws IOException {
        assertThat(scrub(Map.of(), "--action", "detect")).as(err()).isZero();

        assertThat(texts().getFirst()).contains(MAIL);
        assertThat(Files.readAllLines(clean()).getFirst())
                .contains("\"personal_data\":{\"kept\":true,\"changed\":true,\"reason\":\"personal-data\"");
        assertThat(Files.readAllLines(clean()).get(1)).endsWith("\"personal_data\":{\"kept\":true}}");
    }

    @Test
    void saysHowManyOfEachKindThereWere() {
        assertThat(scrub(Map.of())).as(err()).isZero();
        assertThat(err()).contains("note: found 3 email, 1 card").doesNotContain(MAIL);
    }

    @Test
    void sendsNoRemovedRowsToTheStandardOutput() {
        assertThat(scrub(Map.of(), "--removed", "-")).isEqualTo(2);
        assertThat(err()).contains("--removed");
    }

    @Test
    void looksForWhatItIsTold() throws IOException {
        assertThat(scrub(Map.of(), "--kinds", "card,custom", "--pattern", "library=librar[a-z]+"))
                .as(err())
                .isZero();
        assertThat(texts().get(0)).contains(MAIL);
        assertThat(texts().get(1)).isEqualTo("Version 1.2.3.4 of the [LIBRARY]");
        assertThat(texts().get(2)).isEqualTo("Card [CARD], mail " + MAIL);

        String allowed = Files.writeString(folder.resolve("allowed.txt"), "@acme-widgets.com\n")
                .toString();
        assertThat(scrub(Map.of(), "--allow", allowed)).as(err()).isZero();
        assertThat(texts().get(2)).isEqualTo("Card [CARD], mail " + MAIL);
    }

    @Test
    void saysWhatIsWrongBeforeAnythingIsRead() {
        assertThat(scrub(Map.of(), "--action", "hash")).isEqualTo(2);
        assertThat(err()).contains("SEEDBED_SCRUB_KEY");
        assertThat(scrub(Map.of("SEEDBED_SCRUB_KEY", "short"), "--action", "hash"))
                .isEqualTo(2);
        assertThat(err()).contains("16 characters").doesNotContain("short\n");
        assertThat(scrub(Map.of(), "--action", "surrogate", "--key", "NOBODY_SET_IT"))
                .isEqualTo(2);
        assertThat(err()).contains("--key is 'NOBODY_SET_IT', but the environment has no such variable");
        assertThat(scrub(Map.of(), "--action", "erase")).isEqualTo(2);
        assertThat(err()).contains("--action is 'erase', but must be mask, hash, surrogate or detect.");
        assertThat(scrub(Map.of(), "--kinds", "mails")).isEqualTo(2);
        assertThat(err()).contains("--kinds has 'mails', but there are email");
        assertThat(scrub(Map.of(), "--pattern", "bad=(")).isEqualTo(2);
        assertThat(err()).contains("--pattern: ");
        assertThat(scrub(Map.of(), "--with-rows")).isEqualTo(2);
        assertThat(err()).contains("Leave it out.");
        assertThat(clean()).doesNotExist();
    }

    private static final Map<String, String> SECRETS =
            Map.of("SEEDBED_SCRUB_KEY", KEY, "SEEDBED_SCRUB_PASSPHRASE", "a long passphrase");

    private int open(Map<String, String> environment, Path mapping) {
        return seedbed(environment, "scrub", "--open", mapping.toString());
    }

    @Test
    void aMappingIsSealedAndTellsWhatStandsForWhat() throws IOException {
        Path mapping = folder.resolve("who.sealed");
        assertThat(scrub(SECRETS, "--action", "surrogate", "--mapping", mapping.toString()))
                .as(err())
                .isZero();
        assertThat(err()).contains("2 pairs in the mapping").doesNotContain("bloggs");
        assertThat(Files.readString(mapping, StandardCharsets.ISO_8859_1)).doesNotContain("bloggs", "4111");

        assertThat(open(SECRETS, mapping)).as(err()).isZero();
        List<Data> pairs = out().lines().map(Json::parseObject).toList();
        assertThat(pairs).extracting(pair -> pair.text("original")).containsExactly(MAIL, "4111 1111 1111 1111");
        assertThat(texts().getFirst()).contains(pairs.getFirst().text("surrogate"));
        assertThat(texts().get(2)).contains(pairs.getLast().text("surrogate"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("rows.jsonl", "clean.jsonl", "evidence.jsonl", "who.sealed");
        }
    }

    @Test
    void aMappingOpensWithItsPassphraseOnly() throws IOException {
        Path mapping = folder.resolve("who.sealed");
        scrub(SECRETS, "--action", "surrogate", "--mapping", mapping.toString());

        assertThat(open(Map.of("SEEDBED_SCRUB_PASSPHRASE", "another passphrase"), mapping))
                .isEqualTo(2);
        assertThat(err())
                .contains("cannot be opened", "SEEDBED_SCRUB_PASSPHRASE", "another, or the mapping was changed");
        assertThat(out()).isEmpty();
        assertThat(open(SECRETS, folder.resolve("rows.jsonl"))).isEqualTo(2);
        assertThat(err()).contains("no mapping of surrogates");
        assertThat(open(SECRETS, folder.resolve("missing"))).isEqualTo(2);
        assertThat(err()).contains("there is no such file");
        assertThat(open(Map.of(), mapping)).isEqualTo(2);
        assertThat(err()).contains("passphrase", "needs at least 8", "--passphrase");
    }

    @Test
    void aMappingThatWouldTellNothingOrDestroySomethingIsRefusedBeforeAnyRow() throws IOException {
        String mapping = folder.resolve("who.sealed").toString();
        assertThat(scrub(SECRETS, "--mapping", mapping)).isEqualTo(2);
        assertThat(err()).contains("--action is 'mask'");
        assertThat(scrub(
                        Map.of("SEEDBED_SCRUB_PASSPHRASE", "a long passphrase"),
                        "--action",
                        "surrogate",
                        "--mapping",
                        mapping))
                .isEqualTo(2);
        assertThat(err()).contains("--mapping needs a key");
        assertThat(scrub(Map.of("SEEDBED_SCRUB_KEY", KEY), "--action", "surrogate", "--mapping", mapping))
                .isEqualTo(2);
        assertThat(err()).contains("needs a passphrase");
        assertThat(scrub(SECRETS, "--action", "surrogate", "--mapping", rows)).isEqualTo(2);
        assertThat(err()).contains("--mapping is", "which is an input");
        assertThat(scrub(
                        SECRETS,
                        "--action",
                        "surrogate",
                        "--mapping",
                        folder.resolve("no/file").toString()))
                .isEqualTo(2);
        assertThat(err()).contains("there is no such folder");
        assertThat(clean()).doesNotExist();
        assertThat(Files.readString(Path.of(rows))).isEqualTo(ROWS);
    }

    @Test
    void theTextIsStillNeededToScrub() {
        assertThat(seedbed("scrub", rows, "--out", clean().toString())).isEqualTo(2);
        assertThat(err()).contains("--text");
    }

    @Test
    void readsListsOfTextsThatBeginWithAByteOrderMark() throws IOException {
        Path denied = Files.writeString(folder.resolve("denied.txt"), "\uFEFFlibrary\r\n\r\nnobody\r\n");
        assertThat(scrub(Map.of(), "--deny", denied.toString())).isZero();
        assertThat(texts().get(1)).isEqualTo("Version 1.2.3.4 of the [DENY_LIST]");
    }

    @Test
    void leavesNothingThatAGateFindsInTheFolderOfARun() throws IOException {
        Files.writeString(folder.resolve("answers.jsonl"), """
                {"answer":"Write to %1$s, and do not wait."}
                {"answer":"I'm sorry, but I can't help with that. Write to %1$s."}
                {"answer":"Nobody is named in here at all."}
                """.formatted(MAIL));
        Path pipeline = Files.writeString(folder.resolve("planted.yaml"), """
                seedbed: 1
                name: planted
                seed: 42
                steps:
                  - load: answers.jsonl
                  - refusal: { column: answer }
                  - personal-data: { column: answer }
                """);
        Path runs = folder.resolve("runs");
        int code = seedbed("run", pipeline.toString(), "--out", runs.toString());
        assertThat(code).as(err()).isZero();
        assertThat(Files.readString(runs.resolve("ledger.jsonl"))).contains("[EMAIL]", "Nobody is named");
        try (Stream<Path> files = Files.walk(runs)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(MAIL));
        }
        assertThat(out() + err()).doesNotContain(MAIL);
    }
}
