package dev.seedbed.model.local;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a GGUF file says of its model, beside the weights.
///
/// @param chatTemplate the Jinja text that writes conversations
/// @param contextLength the tokens that the model was trained to see at once
/// @param bos the text of the token that begins a text
/// @param eos the text of the token that ends a reply
/// @param addsBos whether the tokenizer puts the beginning token before every text by itself
/// @param controlTokens the texts of all tokens that are no text, such as `<|im_start|>`
/// @param endTokens those of them that end a reply
/// @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>
record GgufFile(
        Optional<String> chatTemplate,
        OptionalLong contextLength,
        Optional<String> bos,
        Optional<String> eos,
        boolean addsBos,
        Set<String> controlTokens,
        Set<String> endTokens) {
    private static final int MAGIC = 0x46554747;
    private static final int CONTROL = 3;

    /// Texts that llama.cpp takes for the end of a reply wherever a vocabulary has them as control tokens,
    /// whatever else the file says.
    private static final Set<String> ENDS = Set.of(
            "<|im_end|>",
            "<|end|>",
            "<|endoftext|>",
            "<|eot_id|>",
            "<|eom_id|>",
            "<end_of_turn>",
            "<EOT>",
            "_<EOT>",
            "<｜end▁of▁sentence｜>");

    /// Fails unless the file begins as a GGUF file does.
    static void requireGguf(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, "there is no model file " + path);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            int count = channel.read(head);
            if (count < 4 || head.getInt(0) != MAGIC) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        path + " is not a GGUF file: it begins with '" + shown(head.array(), Math.max(count, 0))
                                + "', but a GGUF file begins with 'GGUF'");
            }
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, "cannot read the model file " + path + ": " + e, e);
        }
    }

    private static String shown(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        return text.toString();
    }

    /// Reads the header of a file.
    ///
    /// @throws SeedbedException if it is no GGUF file, or broken
    static GgufFile read(Path path) {
        requireGguf(path);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long length = Math.min(channel.size(), Integer.MAX_VALUE);
            ByteBuffer buffer =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, length).order(ByteOrder.LITTLE_ENDIAN);
            return new Reader(buffer).file();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    path + " is a broken GGUF file: its header does not fit its "
                            + path.toFile().length() + " bytes",
                    e);
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, "cannot read the model file " + path + ": " + e, e);
        }
    }

    /// Reads the header's keys and values in turn, keeping those that are asked for later.
    private static final class Reader {
        private final ByteBuffer in;
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();
        private String[] tokens = {};
        private long[] tokenTypes = {};

        Reader(ByteBuffer in) {
            this.in = in;
        }

        GgufFile file() {
            in.getInt();
            int version = in.getInt();
            if (version < 2) {
                throw new IllegalArgumentException("version " + version);
            }
            in.getLong();
            long keys = in.getLong();
            for (long i = 0; i < keys; i++) {
                String key = text();
                value(key, in.getInt());
            }
            String architecture = texts.getOrDefault("general.architecture", "");
            Long context = numbers.get(architecture + ".context_length");
            Set<String> control = control();
            return new GgufFile(
                    Optional.ofNullable(texts.get("tokenizer.chat_template")),
                    context == null ? OptionalLong.empty() : OptionalLong.of(context),
                    token("bos"),
                    token("eos"),
                    addsBos(),
                    control,
                    ends(control));
        }

        private void value(String key, int type) {
            switch (type) {
                case 8 -> texts.put(key, text());
                case 9 -> list(key);
                default -> numbers.put(key, number(type));
            }
        }

        private void list(String key) {
            int type = in.getInt();
            int count = Math.toIntExact(in.getLong());
            if (count < 0 || count > in.remaining()) {
                throw new IllegalArgumentException("a list of " + count);
            }
            switch (key) {
                case "tokenizer.ggml.tokens" -> {
                    tokens = new String[count];
                    for (int i = 0; i < count; i++) {
                        tokens[i] = text();
                    }
                }
                case "tokenizer.ggml.token_type" -> {
                    tokenTypes = new long[count];
                    for (int i = 0; i < count; i++) {
                        tokenTypes[i] = number(type);
                    }
                }
                default -> {
                    for (int i = 0; i < count; i++) {
                        skip(type);
                    }
                }
            }
        }

        private void skip(int type) {
            switch (type) {
                case 8 -> {
                    int length = textLength();
                    in.position(in.position() + length);
                }
                case 9 -> list("");
                default -> number(type);
            }
        }

        private int textLength() {
            long length = in.getLong();
            if (length < 0 || length > in.remaining()) {
                throw new IllegalArgumentException("a text of " + length + " bytes");
            }
            return (int) length;
        }

        private String text() {
            byte[] bytes = new byte[textLength()];
            in.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private long number(int type) {
            return switch (type) {
                case 0, 1, 7 -> in.get();
                case 2, 3 -> in.getShort();
                case 4 -> Integer.toUnsignedLong(in.getInt());
                case 5 -> in.getInt();
                case 6 -> (long) in.getFloat();
                case 10, 11 -> in.getLong();
                case 12 -> (long) in.getDouble();
                default -> throw new IllegalArgumentException("a value of type " + type);
            };
        }

        private Optional<String> token(String name) {
            Long id = numbers.get("tokenizer.ggml." + name + "_token_id");
            return id == null || id < 0 || id >= tokens.length ? Optional.empty() : Optional.of(tokens[id.intValue()]);
        }

        private boolean addsBos() {
            Long said = numbers.get("tokenizer.ggml.add_bos_token");
            if (said != null) {
                return said != 0;
            }
            // What llama.cpp does where the file is silent.
            return switch (texts.getOrDefault("tokenizer.ggml.model", "")) {
                case "llama" -> true;
                case "gpt2" ->
                    Set.of("llama3", "llama-v3", "llama-bpe", "falcon3")
                            .contains(texts.getOrDefault("tokenizer.ggml.pre", ""));
                default -> false;
            };
        }

        private Set<String> control() {
            Set<String> control = new HashSet<>();
            for (int i = 0; i < Math.min(tokens.length, tokenTypes.length); i++) {
                if (tokenTypes[i] == CONTROL) {
                    control.add(tokens[i]);
                }
            }
            return Set.copyOf(control);
        }

        private Set<String> ends(Set<String> control) {
            Set<String> ends = new HashSet<>(ENDS);
            ends.retainAll(control);
            token("eos").ifPresent(ends::add);
            token("eot").ifPresent(ends::add);
            token("eom").ifPresent(ends::add);
            return Set.copyOf(ends);
        }
    }
}
