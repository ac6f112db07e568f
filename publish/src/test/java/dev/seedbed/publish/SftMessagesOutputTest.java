package dev.seedbed.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SftMessagesOutputTest {
    @TempDir
    Path folder;

    private String write(Map<String, ?> settings, String... lines) throws Exception {
        var output = new SftMessagesOutput(Settings.of(settings));
        assertThat(output.write(Runs.of(folder, lines))).containsExactly(folder.resolve("sft-messages.jsonl"));
        return Files.readString(folder.resolve("sft-messages.jsonl"));
    }

    @Test
    void writesInstructionAndAnswerAsTwoTurns() throws Exception {
        assertThat(write(Map.of(), Runs.row("a", "Name a prime.", " 7\n"), Runs.row("b", "Why?", "So.")))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"Name a prime.\"},"
                        + "{\"role\":\"assistant\",\"content\":\" 7\\n\"}]}\n"
                        + "{\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"So.\"}]}\n");
    }

    @Test
    void addsSystemAndInputWhereTheyAreFilled() throws Exception {
        assertThat(write(
                        Map.of("instruction", "q", "answer", "a", "system", "s", "input", "i"),
                        "{\"q\":\"Sort.\",\"a\":\"1, 2\",\"s\":\"Be brief.\",\"i\":\"2, 1\"}",
                        "{\"q\":\"Sort.\",\"a\":\"1, 2\",\"s\":null,\"i\":\"\"}"))
                .isEqualTo("{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"Sort.\\n\\n2, 1\"},"
                        + "{\"role\":\"assistant\",\"content\":\"1, 2\"}]}\n"
                        + "{\"messages\":[{\"role\":\"user\",\"content\":\"Sort.\"},"
                        + "{\"role\":\"assistant\",\"content\":\"1, 2\"}]}\n");
    }

    @Test
    void takesAConversationAsItIs() throws Exception {
        String conversation = "[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"u\"},"
                + "{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"v\"},"
                + "{\"role\":\"assistant\",\"content\":\"b\"}]";
        assertThat(write(Map.of("messages", "chat"), "{\"_id\":\"1\",\"chat\":" + conversation + "}"))
                .isEqualTo("{\"messages\":" + conversation + "}\n");
    }

    @Test
    void namesEveryRowItRefusesAndWritesNothing() {
        assertThatThrownBy(() -> write(
                        Map.of(),
                        Runs.row("a", "Why?", "So."),
                        Runs.row("b", "Why?", " \n"),
                        "{\"_id\":\"c\",\"instruction\":null,\"answer\":\"x\"}",
                        "{\"_id\":\"d\",\"question\":\"x\"}",
                        "{\"instruction\":\"x\",\"answer\":3}"))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("wrong with 4 rows:\n")
                .hasMessageContaining("row 2 (_id b): column 'answer' is empty\n")
                .hasMessageContaining("row 3 (_id c): column 'instruction' holds null, not a text\n")
                .hasMessageContaining("row 4 (_id d): there is no column 'instruction'; the row has [_id, question]\n")
                .hasMessageContaining("row 5 (_id none): column 'answer' holds a number, not a text\n")
                .hasMessageContaining("Reject such rows in the pipeline");
        assertThat(folder.toFile().list()).containsExactly("dataset.jsonl");
    }

    @Test
    void showsTheFirstOfManyRefusedRows() {
        String[] lines = new String[100];
        Arrays.fill(lines, Runs.row("x", "Why?", ""));
        assertThatThrownBy(() -> write(Map.of(), lines))
                .hasMessageContaining("wrong with 100 rows:\nrow 1 ")
                .hasMessageContaining("row 5 ")
                .hasMessageContaining("\n... and 95 more\n")
                .hasMessageNotContaining("row 6 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'x'; holds a text, not a list of messages",
                "[]; does not end with the assistant",
                "[U]; does not end with the assistant",
                "[A]; message 1 of column 'chat' has the role 'assistant' where 'user' is due",
                "[U,U,A]; message 2 of column 'chat' has the role 'user' where 'assistant' is due",
                "[U,S,A]; message 2 of column 'chat' has the role 'system' where 'assistant' is due",
                "[U,{'role':'assistant'}]; message 2 of column 'chat' has the fields [role]",
                "[U,{'role':'assistant','content':'a','weight':0}]; has the fields [role, content, weight]",
                "[U,{'role':'assistant','content':''}]; message 2 of column 'chat' has no content",
                "[U,{'role':'assistant','content':null}]; message 2 of column 'chat' has no content",
                "[U,5]; message 2 of column 'chat' is a number, not an object",
            },
            quoteCharacter = '~')
    void refusesAConversationThatATrainerWouldMisread(String conversation, String message) {
        String json = conversation
                .replace("U", "{'role':'user','content':'u'}")
                .replace("S", "{'role':'system','content':'s'}")
                .replace("A", "{'role':'assistant','content':'a'}")
                .replace('\'', '"');
        assertThatThrownBy(() -> write(Map.of("messages", "chat"), "{\"chat\":" + json + "}"))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("row 1 ")
                .hasMessageContaining(message);
    }
}
