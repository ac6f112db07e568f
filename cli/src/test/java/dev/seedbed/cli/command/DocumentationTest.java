package dev.seedbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.seedbed.Seedbed;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.cli.command.Documentation.Snippet;
import dev.seedbed.cli.terminal.Terminal;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What the documentation says is so.
class DocumentationTest {
    private static final Pattern CALLS = Pattern.compile("([\\d,]+) calls? made, ([\\d,]+) reused");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)");

    /// Stands for the step that a how-to writes; the examples test the real one.
    private static final StepType SENTENCE = StepType.named("sentence", StepKind.GATE, "A step of one's own.")
            .taking(Parameter.column("column", "Any.").required())
            .shorthand(Parameter.column("column", "Any.").required())
            .builtOfMany(_ -> List.of());

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Commands commands() {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Map<String, String> environment =
                Map.of("SEEDBED_CACHE", folder.resolve("cache").toString());
        return new Commands(new Terminal(stream, stream, false, 80), environment, "test");
    }

    @Test
    void theReferenceIsWhatTheCodeSays() throws IOException {
        Path reference = Documentation.ROOT.resolve("docs/reference");
        Map<String, String> pages = ReferenceCommand.pages(
                Seedbed.standard().catalogue(), commands().all());
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(reference.resolve(page.getKey()))
                    .as("`./seedbed reference docs/reference` writes it anew")
                    .content()
                    .isEqualTo(page.getValue());
        }
        try (Stream<Path> files = Files.walk(reference)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> reference.relativize(file).toString().replace('\\', '/')))
                    .as("files in docs/reference; remove those that are generated no more")
                    .containsExactlyInAnyOrderElementsOf(pages.keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyPipelineIsFine() throws IOException {
        prepareFiles();
        Seedbed seedbed = Seedbed.standard()
                .with(List.of(SENTENCE))
                .withEnvironment(Map.of(
                        "OPENAI_API_KEY", "any", "OPENROUTER_API_KEY", "any", "SEEDBED_CACHE", folder + "/cache"));
        SnippetPipeline whole = new SnippetPipeline(seedbed.catalogue());
        return Documentation.snippets().stream()
                .filter(snippet -> snippet.info().equals("yaml"))
                .map(snippet -> DynamicTest.dynamicTest(snippet.toString(), () -> {
                    String yaml = whole.of(snippet.text());
                    assertThatCode(() -> seedbed.plan(PipelineReader.read(yaml, snippet.toString(), folder))
                                    .close())
                            .as(yaml)
                            .doesNotThrowAnyException();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandHasTheseArguments() {
        return Documentation.pages().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> {
                    for (List<String> command : Documentation.commands(page.getKey(), page.getValue())) {
                        assertThatCode(() -> commands().all().parseArgs(command.toArray(String[]::new)))
                                .as("seedbed " + String.join(" ", command))
                                .doesNotThrowAnyException();
                    }
                }));
    }

    @Test
    void everyPieceOfJavaIsInTheExamples() throws IOException {
        String examples;
        try (Stream<Path> files = Files.walk(Documentation.ROOT.resolve("examples/src/main/java"))) {
            List<String> sources = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
            examples = withoutSpace(String.join("\n", sources));
        }
        assertThat(Documentation.snippets().stream()
                        .filter(snippet -> snippet.info().equals("java"))
                        .filter(snippet -> !examples.contains(withoutSpace(snippet.text()))))
                .isEmpty();
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void everyLinkLeadsToAFile() {
        List<String> broken = new ArrayList<>();
        Documentation.pages().forEach((page, text) -> {
            Path beside = Documentation.ROOT.resolve(page).resolveSibling("");
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                if (!Files.exists(beside.resolve(link.group(1)).normalize())) {
                    broken.add(page + ": " + link.group(1));
                }
            }
        });
        assertThat(broken).isEmpty();
    }

    @Test
    void theCommandsOfTutorialAndHowTosMakeAndReuseAsManyCallsAsTheySay() throws IOException, SQLException {
        prepareFiles();
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            follow("docs/tutorial.md", endpoint);
            follow("docs/how-to/stay-within-a-budget.md", endpoint);
            follow("docs/how-to/get-json.md", endpoint);
            follow("docs/how-to/sample-attributes.md", endpoint);
            follow("docs/how-to/resume-and-change.md", endpoint);
            follow("docs/how-to/embed-texts.md", endpoint);
        }
        for (Snippet snippet : Documentation.snippets("docs/how-to/find-out-why.md")) {
            if (snippet.info().equals("sql")) {
                assertThat(rowsOf(snippet.text())).as(snippet.text()).isNotNegative();
            }
        }
    }

    @Test
    void theJudgeIsMeasuredAsThePageShows() {
        List<Snippet> snippets = Documentation.snippets("docs/how-to/trust-a-judge.md");
        int shown = 0;
        for (int i = 0; i + 1 < snippets.size(); i++) {
            for (List<String> command : snippets.get(i).commands()) {
                out.reset();
                String[] words = command.stream()
                        .map(word -> word.startsWith("examples/")
                                ? Documentation.ROOT.resolve(word).toString()
                                : word)
                        .toArray(String[]::new);
                assertThat(commands().execute(words)).as(command.toString()).isZero();
                assertThat(out.toString(StandardCharsets.UTF_8))
                        .as(command.toString())
                        .isEqualTo(snippets.get(i + 1).text());
                shown++;
            }
        }
        assertThat(shown).isEqualTo(3);
    }

    /// Saves the pipelines of a page and runs its commands, with a scripted endpoint in the place of the local
    /// model.
    private void follow(String page, ScriptedEndpoint endpoint) throws IOException {
        String said = "";
        for (Snippet snippet : Documentation.snippets(page)) {
            if (!snippet.file().isEmpty()) {
                Files.writeString(folder.resolve(snippet.file()), snippet.text());
            }
            for (List<String> command : snippet.commands()) {
                Optional<List<String>> here = here(command, endpoint);
                if (here.isPresent()) {
                    out.reset();
                    int exitCode = commands().execute(here.get().toArray(String[]::new));
                    said = out.toString(StandardCharsets.UTF_8);
                    boolean capped = command.stream().anyMatch(word -> word.startsWith("budget."));
                    assertThat(exitCode).as(command + "\n" + said).isIn(0, capped ? 3 : 0);
                }
            }
            Matcher documented = CALLS.matcher(snippet.text());
            Matcher real = CALLS.matcher(said);
            if (snippet.commands().isEmpty() && snippet.info().isEmpty() && documented.find()) {
                assertThat(real.results().reduce((_, last) -> last).map(each -> each.group()))
                        .as(snippet.toString())
                        .contains(documented.group());
            }
        }
    }

    /// The command with paths in this test's folder; empty if it needs the local model, a network or a sample's
    /// id.
    private Optional<List<String>> here(List<String> command, ScriptedEndpoint endpoint) {
        List<String> words = new ArrayList<>();
        for (String word : command) {
            words.add(
                    word.endsWith(".yaml") || word.startsWith("runs/") || word.equals("another")
                            ? folder.resolve(word.equals("another") ? "runs/another" : word)
                                    .toString()
                            : word);
        }
        return switch (command.getFirst()) {
            case "validate", "dry-run" -> Optional.of(words);
            case "run", "preview" -> {
                if (command.get(1).equals("magpie.yaml")) {
                    yield Optional.empty();
                }
                words.add("--set");
                words.add("models.writer={provider: openai, model: any, concurrency: 1, base-url: '"
                        + endpoint.baseUri() + "'}");
                if (!command.contains("--out")) {
                    String name = command.get(1).matches("(first|second).yaml") ? "first" : command.get(1);
                    words.addAll(List.of("--out", folder.resolve("runs/" + name).toString()));
                }
                yield Optional.of(words);
            }
            case "explain" ->
                command.size() > 2
                        ? Optional.empty()
                        : Optional.of(List.of(
                                "explain",
                                folder.resolve("runs/" + command.get(1)).toString()));
            case "runs" ->
                Optional.of(command.get(1).equals("list") ? List.of("runs", "list", folder + "/runs") : words);
            default -> Optional.empty();
        };
    }

    /// Runs SQL of the documentation over the ledger that following the tutorial left.
    private int rowsOf(String sql) throws SQLException {
        String here = sql.replace("'ledger.jsonl'", "'" + folder.resolve("runs/first/ledger.jsonl") + "'");
        int rows = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet result = connection.createStatement().executeQuery(here)) {
            while (result.next()) {
                rows++;
            }
        }
        return rows;
    }

    /// What the snippets read: the examples' data, and rows that have every column they speak of.
    private void prepareFiles() throws IOException {
        Path data = Files.createDirectories(folder.resolve("examples/data"));
        for (String name : List.of(
                "answers.jsonl", "instructions.jsonl", "seed_tasks.jsonl", "test_items.jsonl", "reference.txt")) {
            Path file = Documentation.ROOT.resolve("examples/data").resolve(name);
            Files.copy(file, data.resolve(name));
            Files.copy(file, folder.resolve(name));
        }
        Path classifier = Files.createDirectories(data.resolve("models/tiny-toxic"));
        for (String name : List.of("config.json", "model.onnx", "tokenizer_config.json", "vocab.txt")) {
            Files.copy(
                    Documentation.ROOT
                            .resolve("examples/data/models/tiny-toxic")
                            .resolve(name),
                    classifier.resolve(name));
        }
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/qwen2.5-1.5b-instruct-q4_k_m.gguf"), "");
        String columns = Stream.concat(
                        SnippetPipeline.COLUMNS.stream(),
                        Stream.of("topic", "topics", "user_persona", "assistant_persona", "other_answer"))
                .map(column -> "\"" + column + "\":\"some text\"")
                .collect(Collectors.joining(
                        ",", "{", ",\"messages\":[],\"turns\":[],\"questions\":[],\"answers\":[]}\n"));
        Files.writeString(folder.resolve("rows.jsonl"), columns);
        Files.writeString(folder.resolve("gsm8k.jsonl"), "{\"question\":\"How many eggs do ducks lay?\"}\n");
        Files.writeString(folder.resolve("novel.txt"), "word ".repeat(100));
        Files.writeString(folder.resolve("disciplines.yaml"), "- Botany\n");
        Files.createDirectories(folder.resolve("taxonomy"));
        Files.createDirectories(folder.resolve("documents"));
        Files.writeString(folder.resolve("user_roles.txt"), "Baker\n");
        Files.writeString(folder.resolve("assistant_roles.txt"), "Lawyer\n");
        Files.writeString(
                folder.resolve("tools.json"), "[{\"name\":\"clock\",\"parameters\":{\"type\":\"object\"}}]\n");
        Files.writeString(
                Files.createDirectories(folder.resolve("questions")).resolve("a.jsonl"),
                "{\"prompt\":\"2 + 2\",\"gold_answer\":\"4\",\"key\":\"a\"}\n");
    }
}
