package dev.seedbed.testkit.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Writes what the model says, in the shapes of OpenAI's chat completions and completions (API reference, "Create
/// chat completion" and "Create completion").
///
/// ```
/// Under 1d0b8f2c55a7e001 to: Question number 7? | river stone seven ...
/// ```
///
/// Behind `Under` stands the hash of the system text, behind `to:` the row as it was written, so that who reads
/// the output can tell an answer to another row, and one to an earlier system text.
final class Completion {
    private static final String[] WORDS = {
        "river", "stone", "seven", "green", "paper", "walks", "under", "morning", "letter", "small", "garden", "counts",
        "bright", "engine", "window", "slow", "wooden", "market", "turns", "quiet", "yellow", "bridge", "carries"
    };
    private static final int LONGEST_ROW = 400;
    private static final int OFFSETS = 97;

    /// The words of each length that may be asked for are the same, from another place of a long text.
    private final byte[][] fillers = new byte[OFFSETS][];

    private final int words;

    Completion(int words) {
        this.words = words;
        for (int i = 0; i < OFFSETS; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < words; word++) {
                text.append(' ').append(WORDS[(int) Long.remainderUnsigned(Mix.of(i, word, 0), WORDS.length)]);
            }
            fillers[i] = bytes(text.append('.').toString());
        }
    }

    byte[] body(Prompt prompt, boolean chat, boolean isCutByLength, boolean hasUsage) {
        ByteArrayOutputStream out = start(prompt, chat);
        out.writeBytes(bytes(chat ? "\"message\":{\"role\":\"assistant\",\"content\":\"" : "\"text\":\""));
        out.writeBytes(bytes("Under "));
        out.writeBytes(bytes(hex(prompt.system())));
        out.writeBytes(bytes(" to: "));
        out.write(prompt.body(), prompt.rowStart(), shown(prompt));
        out.writeBytes(bytes(" |"));
        byte[] filler = fillers[(int) Long.remainderUnsigned(prompt.row(), OFFSETS)];
        int tokens = isCutByLength ? Math.max(1, words / 2) : words;
        out.write(filler, 0, isCutByLength ? filler.length / 2 : filler.length);
        out.writeBytes(bytes("\"" + (chat ? "}" : "") + ",\"logprobs\":null,\"finish_reason\":\""
                + (isCutByLength ? "length" : "stop") + "\"}]"));
        if (hasUsage) {
            int input = prompt.tokens();
            out.writeBytes(bytes(",\"usage\":{\"prompt_tokens\":" + input + ",\"completion_tokens\":" + tokens
                    + ",\"total_tokens\":" + (input + tokens) + "}"));
        }
        out.write('}');
        return out.toByteArray();
    }

    /// An empty text beside a reason.
    byte[] refusal(Prompt prompt) {
        ByteArrayOutputStream out = start(prompt, true);
        out.writeBytes(bytes("\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot help with"
                + " that.\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":"
                + prompt.tokens() + ",\"completion_tokens\":6,\"total_tokens\":" + (prompt.tokens() + 6) + "}}"));
        return out.toByteArray();
    }

    int tokens(Prompt prompt) {
        return prompt.tokens() + words;
    }

    private static ByteArrayOutputStream start(Prompt prompt, boolean chat) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        out.writeBytes(bytes("{\"id\":\"scripted-" + hex(prompt.row()) + "\",\"object\":\""
                + (chat ? "chat.completion" : "text_completion")
                + "\",\"created\":0,\"model\":\"scripted\",\"system_fingerprint\":\"fp_scripted\","
                + "\"choices\":[{\"index\":0,"));
        return out;
    }

    /// How many bytes of the row are repeated: never half an escape, nor half a character.
    private static int shown(Prompt prompt) {
        int length = prompt.rowEnd() - prompt.rowStart();
        if (length <= LONGEST_ROW) {
            return isJsonText(prompt) ? length : 0;
        }
        int end = 0;
        int at = prompt.rowStart();
        while (at - prompt.rowStart() < LONGEST_ROW) {
            byte each = prompt.body()[at];
            // A character of several bytes goes on with bytes of the form 10xxxxxx (RFC 3629, section 3).
            if ((each & 0xc0) != 0x80) {
                end = at - prompt.rowStart();
            }
            boolean isLongEscape = each == '\\' && prompt.body()[at + 1] == 'u';
            at += isLongEscape ? 6 : each == '\\' ? 2 : 1;
        }
        return isJsonText(prompt) ? end : 0;
    }

    /// Where no text was found, the whole body is the row, which cannot be repeated inside a text.
    private static boolean isJsonText(Prompt prompt) {
        return prompt.rowStart() > 0;
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
