package dev.seedbed.model.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.SeedbedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufFileTest {
    @TempDir
    private Path folder;

    /// Writes headers as the format's description says.
    private static final class Header {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int keys;

        private static byte[] little(int size, long value) {
            byte[] all = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array();
            return Arrays.copyOf(all, size);
        }

        private Header raw(int size, long value) {
            out.writeBytes(little(size, value));
            return this;
        }

        private Header string(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            raw(8, bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Header key(String name, int type) {
            keys++;
            return string(name).raw(4, type);
        }

        Header text(String name, String value) {
            return key(name, 8).string(value);
        }

        Header texts(String name, List<String> values) {
            key(name, 9).raw(4, 8).raw(8, values.size());
            values.forEach(this::string);
            return this;
        }

        Header numbers(String name, List<Integer> values) {
            key(name, 9).raw(4, 5).raw(8, values.size());
            values.forEach(value -> raw(4, value));
            return this;
        }

        byte[] bytes() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(little(4, 3));
            all.writeBytes(little(8, 0));
            all.writeBytes(little(8, keys));
            all.writeBytes(out.toByteArray());
            return all.toByteArray();
        }
    }

    private Path write(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("model.gguf"), bytes);
    }

    private static Header small() {
        return new Header()
                .text("general.architecture", "tiny")
                .key("tiny.context_length", 4)
                .raw(4, 512)
                .key("tiny.rope", 6)
                .raw(4, Float.floatToIntBits(1e4f))
                .texts("tokenizer.ggml.tokens", List.of("<s>", "</s>", "<|im_end|>", "Zoë", "<tool>"))
                .numbers("tokenizer.ggml.token_type", List.of(3, 3, 3, 1, 3))
                .texts("tokenizer.ggml.merges", List.of("a b", "c d"))
                .key("tokenizer.ggml.bos_token_id", 4)
                .raw(4, 0)
                .key("tokenizer.ggml.eos_token_id", 4)
                .raw(4, 1)
                .key("tokenizer.ggml.add_bos_token", 7)
                .raw(1, 1)
                .text("tokenizer.chat_template", "{{ messages }}");
    }

    @Test
    void readsWhatTheHeaderSays() throws Exception {
        GgufFile file = GgufFile.read(write(small().bytes()));

        assertThat(file.chatTemplate()).contains("{{ messages }}");
        assertThat(file.contextLength()).hasValue(512);
        assertThat(file.bos()).contains("<s>");
        assertThat(file.eos()).contains("</s>");
        assertThat(file.addsBos()).isTrue();
        assertThat(file.controlTokens()).containsExactlyInAnyOrder("<s>", "</s>", "<|im_end|>", "<tool>");
        assertThat(file.endTokens()).containsExactlyInAnyOrder("</s>", "<|im_end|>");
    }

    @Test
    void readsAFileThatSaysLittle() throws Exception {
        GgufFile file =
                GgufFile.read(write(new Header().text("general.name", "x").bytes()));

        assertThat(file.chatTemplate()).isEmpty();
        assertThat(file.contextLength()).isEmpty();
        assertThat(file.bos()).isEmpty();
        assertThat(file.addsBos()).isFalse();
        assertThat(file.endTokens()).isEmpty();
    }

    @Test
    void takesTheTokenizersHabitWhereTheFileIsSilent() throws Exception {
        assertThat(GgufFile.read(write(new Header()
                                .text("tokenizer.ggml.model", "llama")
                                .bytes()))
                        .addsBos())
                .isTrue();
        assertThat(GgufFile.read(write(new Header()
                                .text("tokenizer.ggml.model", "gpt2")
                                .bytes()))
                        .addsBos())
                .isFalse();
    }

    @Test
    void refusesAHeaderThatIsCutOffAnywhere() throws Exception {
        byte[] whole = small().bytes();
        for (int length = 4; length < whole.length; length++) {
            Path cut = write(Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> GgufFile.read(cut))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageContaining("is a broken GGUF file");
        }
    }

    @Test
    void refusesAnotherKindOfFileShowingHowItBegins() throws Exception {
        Path zip = write("PK\u0003\u0004 and so on".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> GgufFile.read(zip))
                .isInstanceOf(SeedbedException.class)
                .hasMessage(zip + " is not a GGUF file: it begins with 'PK..', but a GGUF file begins with 'GGUF'");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path missing = folder.resolve("missing.gguf");

        assertThatThrownBy(() -> GgufFile.read(missing))
                .isInstanceOf(SeedbedException.class)
                .hasMessage("there is no model file " + missing);
    }

    @Test
    void readsTheRealModel() {
        GgufFile file = GgufFile.read(RealModel.file().path());

        assertThat(file.contextLength()).hasValue(8_192);
        assertThat(file.bos()).contains("<|im_start|>");
        assertThat(file.eos()).contains("<|im_end|>");
        assertThat(file.addsBos()).isFalse();
        assertThat(file.controlTokens()).hasSize(17);
        assertThat(file.endTokens()).containsExactlyInAnyOrder("<|im_end|>", "<|endoftext|>");
    }
}
