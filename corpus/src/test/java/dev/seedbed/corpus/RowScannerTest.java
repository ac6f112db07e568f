package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Json;
import dev.seedbed.corpus.RowScanner.RowColumns;
import dev.seedbed.testkit.SeededCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class RowScannerTest {
    private static final JsonFactory JACKSON = new JsonFactory();

    @TempDir
    private Path folder = Path.of("");

    private InputList files() {
        try {
            return InputList.find(List.of(Files.writeString(folder.resolve("rows.jsonl"), "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Row scan(byte[] line, String... texts) throws UnreadableRowException {
        Block block = new Block();
        block.clear();
        block.grow(line.length);
        System.arraycopy(line, 0, block.bytes, 0, line.length);
        block.length = line.length;
        block.firstLine = 1;
        block.split();
        RowColumns columns = new RowColumns(List.of(texts), List.of("id"));
        return block.lines == 0 ? null : new RowScanner(columns, 1_000_000).scan(files(), block, 0);
    }

    private String text(String line, String... texts) throws UnreadableRowException {
        return Optional.ofNullable(scan(line.getBytes(StandardCharsets.UTF_8), texts))
                .orElseThrow()
                .text();
    }

    private String refusal(String line) {
        return refusal(line.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(byte[] line) {
        try {
            return "read as " + scan(line, "text");
        } catch (UnreadableRowException e) {
            return e.reason() + ": " + e.explanation();
        }
    }

    @Test
    void findsTheTextOfAColumn() throws UnreadableRowException {
        assertThat(text("{\"id\":7,\"text\":\"a \\\"b\\\" \\u00e9\\ud83d\\ude00\\n\"}", "text"))
                .isEqualTo("a \"b\" \u00e9\ud83d\ude00\n");
        assertThat(text(" { \"text\" : \"\u4e2d\u6587 \ud83d\ude00\" } \r\n", "text"))
                .isEqualTo("\u4e2d\u6587 \ud83d\ude00");
        assertThat(text("{\"t\\u0065xt\":\"escaped\"}", "text")).isEqualTo("escaped");
        assertThat(text("{\"text\":\"\"}", "text")).isEmpty();
    }

    @Test
    void joinsColumnsInTheOrderAskedFor() throws UnreadableRowException {
        assertThat(text("{\"b\":\"2\",\"c\":[{}],\"a\":\"1\"}", "a", "b")).isEqualTo("1\n2");
    }

    @Test
    void takesTheContentsOfMessages() throws UnreadableRowException {
        assertThat(text("""
                {"messages":[{"role":"user","content":"Why?"},{"role":"tool","content":null},
                """.strip() + """
                {"content":[{"type":"text","text":"Be"},{"type":"image","url":"x"},{"text":"cause"}],"role":"x"}]}
                """, "messages")).isEqualTo("Why?\nBe\ncause");
        assertThat(text("{\"text\":[]}", "text")).isEmpty();
        assertThat(refusal("{\"text\":[\"a\"]}"))
                .isEqualTo("no-text: its column 'text' is neither a text nor a list" + " of messages");
    }

    @Test
    void tellsTheValuesOfOtherColumns() throws UnreadableRowException {
        Row row = Optional.ofNullable(
                        scan("{\"id\":[1,\"x\"],\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8), "text"))
                .orElseThrow();
        assertThat(row.value("id")).isEqualTo(List.of(1L, "x"));
        assertThat(row.textOf("id")).contains("[1,\"x\"]");
        assertThat(row.data().asMap()).isEqualTo(Map.of("id", List.of(1L, "x"), "text", "a"));
        assertThat(row.toString()).endsWith("rows.jsonl:1");
    }

    @Test
    void saysWhyALineIsNoRow() {
        assertThat(refusal("{\"text\":\"\u0000\"}"))
                .isEqualTo("unreadable-row: it is not well-formed JSON: a text holds the control character U+0000 as"
                        + " it is at byte 10");
        assertThat(refusal("{\"text\":\"a\\ud800b\"}"))
                .isEqualTo("unreadable-row: half of a surrogate pair is escaped without its other half at byte 11");
        assertThat(refusal("{\"x\":\"\\udc00\",\"text\":\"a\"}")).contains("surrogate pair");
        assertThat(refusal("{\"text\":\"a\"")).contains("'}' is missing at byte 12");
        assertThat(refusal("{\"text\":\"a")).contains("it ends within a text");
        assertThat(refusal("{\"text\":\"a\"} x")).contains("something follows the object");
        assertThat(refusal("[1]")).isEqualTo("unreadable-row: it is JSON, but no object");
        assertThat(refusal("hello")).startsWith("unreadable-row: it is not well-formed JSON");
        assertThat(refusal("{\"text\":1}")).startsWith("no-text: its column 'text' is neither");
        assertThat(refusal("{\"text\":null}")).startsWith("no-text");
        assertThat(refusal("{\"txt\":\"a\",\"b\":1}")).isEqualTo("no-text: it has no column 'text'; it has txt, b");
        assertThat(refusal("{\"text\":\"a\",\"text\":\"b\"}"))
                .isEqualTo("duplicate-column: the column 'text' stands there twice");
        assertThat(refusal("{\"a\":1,\"\\u0061\":2,\"text\":\"b\"}")).startsWith("duplicate-column: the column 'a'");
        assertThat(refusal("{\"text\":\"" + "[".repeat(2_000) + "\"}")).startsWith("read as");
        assertThat(refusal("{\"text\":\"a\",\"x\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}"))
                .contains("nested deeper than 1000 levels");
    }

    @Test
    void acceptsTheUtf8OfTheStandardAndNoOther() {
        byte[] line = "{\"text\":\"....\"}".getBytes(StandardCharsets.UTF_8);
        SeededCases.check(11, 20_000, cases -> {
            byte[] bytes = line.clone();
            for (int i = 9; i < 13; i++) {
                bytes[i] = (byte) cases.choice(
                                0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1,
                                0xed, 0xef, 0xf0, 0xf3, 0xf4, 0xf5, 0xff)
                        .intValue();
            }
            assertThat(refusal(bytes).startsWith("read as")).isEqualTo(isUtf8(bytes));
        });
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Test
    void readsWhatWasWritten() {
        SeededCases.check(12, 5_000, cases -> {
            String text = cases.text(60);
            String json = Json.write(Map.of("text", text));
            if (cases.flag()) {
                json = escapedBeyondAscii(json);
            }
            assertThat(text(json, "text")).isEqualTo(text);
        });
    }

    private static String escapedBeyondAscii(String json) {
        StringBuilder escaped = new StringBuilder();
        json.chars().forEach(c -> escaped.append(c < 0x80 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return escaped.toString();
    }

    /// Jackson is the oracle: what it accepts as one object is accepted, what it refuses is refused.
    @Test
    void agreesWithAnotherParserAboutBrokenLines() {
        int[] accepted = new int[2];
        SeededCases.check(13, 60_000, cases -> {
            String line = object(cases, 3);
            StringBuilder mutated = new StringBuilder(line);
            for (int i = cases.integer(0, 2); i > 0 && !mutated.isEmpty(); i--) {
                int at = cases.integer(0, mutated.length() - 1);
                String piece = cases.choice(
                        "", "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u12", "0", "-", ".", "e5", "tru", "null", " ",
                        "\t", "\u0001", "1.", "01", "+1", "\\q", "nul", "NaN", "'");
                if (cases.flag()) {
                    mutated.replace(at, at + 1, piece);
                } else {
                    mutated.insert(at, piece);
                }
            }
            byte[] bytes = mutated.toString().getBytes(StandardCharsets.UTF_8);
            if (mutated.toString().isBlank()) {
                return;
            }
            String ours = refusal(bytes);
            boolean well = isObject(bytes);
            accepted[well ? 1 : 0]++;
            // A column that stands there twice is refused before what follows it is looked at.
            if (!ours.startsWith("duplicate-column")) {
                assertThat(!ours.startsWith("unreadable-row"))
                        .as(mutated + " -> " + ours)
                        .isEqualTo(well);
            }
        });
        assertThat(accepted[0]).isGreaterThan(5_000);
        assertThat(accepted[1]).isGreaterThan(5_000);
    }

    private static boolean isObject(byte[] bytes) {
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String object(SeededCases cases, int depth) {
        StringBuilder object = new StringBuilder("{\"text\":" + Json.write(cases.text(12)));
        for (int i = cases.integer(0, 3); i > 0; i--) {
            object.append(cases.choice(",", " , "))
                    .append(Json.write("k" + i))
                    .append(':')
                    .append(value(cases, depth));
        }
        return object.append('}').toString();
    }

    private static String value(SeededCases cases, int depth) {
        return switch (cases.integer(0, depth == 0 ? 4 : 6)) {
            case 0 -> "null";
            case 1 -> cases.choice("true", "false");
            case 2 -> cases.choice("0", "-0", "17", "-1.5", "2e10", "1E-5", "0.001", "-0.0e+0");
            case 3, 4 -> Json.write(cases.text(10));
            case 5 -> "[" + String.join(",", cases.list(3, () -> value(cases, depth - 1))) + "]";
            default -> object(cases, depth - 1);
        };
    }
}
