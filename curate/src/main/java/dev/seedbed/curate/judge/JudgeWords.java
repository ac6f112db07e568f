package dev.seedbed.curate.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A judge's reply line by line, without what is not the judge's own word: thoughts before the answer, quotations
/// (`>`), code fences, and what stands between the lines that delimit the material. A fence that ends the reply is
/// where some judges write their verdict, and counts.
///
/// @param raw all lines of the answer, as written
/// @param own the judge's own lines that are not blank, plain: without marks of Markdown and TeX, with ASCII digits
/// @param lastOwn where the last own line stands in `raw`; -1 if there is none
/// @param thought what stood in `<think>` tags before the answer
/// @param closing what the fence that ends the reply holds
record JudgeWords(List<String> raw, List<String> own, int lastOwn, String thought, Optional<String> closing) {
    /// Ends what a judge thought; a text that is judged must not.
    static final String THOUGHT_ENDS = "</think>";

    private static final String THOUGHT_BEGINS = "<think>";
    private static final Pattern FENCE = Pattern.compile("^\\s{0,3}(?:```|~~~).*");
    private static final Pattern BOXED = Pattern.compile("\\\\boxed\\{([^{}]*)\\}");
    private static final Pattern TAGGED = Pattern.compile(
            "<(score|rating|grade|verdict|winner|ranking|result)>\\s*(.*?)\\s*</\\1>", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKS = Pattern.compile("[*`$\u200b\ufeff]|__");
    private static final Pattern BEGINNING = Pattern.compile("^\\s*(?:#+\\s*|[-+•]\\s+)*");
    private static final Pattern EDGES = Pattern.compile("^[\\s_]+|[\\s_]+$");

    /// @param marker of the lines that delimit the material; empty if there are none
    static JudgeWords of(String reply, Optional<String> marker) {
        return of(reply, marker, thoughtEnd(reply, reply.lastIndexOf(THOUGHT_ENDS)));
    }

    /// The words of a reply that may quote a text with an end of thoughts of its own: only thoughts that the reply
    /// begins with are thoughts.
    static JudgeWords ofSigned(String reply, String marker) {
        return of(reply, Optional.of(marker), thoughtEnd(reply, -1));
    }

    /// Where the thoughts end that a reply begins with; if it begins with none, as given. Thoughts without an end
    /// are all there is.
    private static int thoughtEnd(String reply, int otherwise) {
        if (!reply.stripLeading().startsWith(THOUGHT_BEGINS)) {
            return otherwise;
        }
        int end = reply.indexOf(THOUGHT_ENDS);
        return end < 0 ? reply.length() : end;
    }

    /// What stands behind the thoughts, which end there; all of it if there are none.
    private static String behind(String reply, int thoughtEnd) {
        return thoughtEnd < 0 ? reply : reply.substring(Math.min(reply.length(), thoughtEnd + THOUGHT_ENDS.length()));
    }

    private static JudgeWords of(String reply, Optional<String> marker, int answer) {
        String thought = answer < 0
                ? ""
                : reply.substring(0, answer).replace(THOUGHT_BEGINS, "").strip();
        List<String> raw = behind(reply, answer).lines().toList();
        int end = raw.size();
        while (end > 0 && raw.get(end - 1).isBlank()) {
            end--;
        }
        int closing = closingFence(raw, end);
        List<String> own = new ArrayList<>();
        int lastOwn = -1;
        boolean inFence = false;
        boolean inMaterial = false;
        for (int i = 0; i < end; i++) {
            String line = raw.get(i);
            boolean delimits = marker.isPresent() && delimits(line, marker.get());
            boolean fences = FENCE.matcher(line).matches();
            if (delimits) {
                inMaterial = line.strip().startsWith("[begin");
            } else if (fences) {
                inFence = !inFence;
            }
            boolean quoted =
                    inMaterial || (inFence && i < closing) || line.strip().startsWith(">");
            if (!delimits && !fences && !quoted && !plain(line).isEmpty()) {
                own.add(plain(line));
                lastOwn = i;
            }
        }
        return new JudgeWords(
                raw,
                own,
                lastOwn,
                thought,
                closing < end ? Optional.of(String.join("\n", raw.subList(closing + 1, end - 1))) : Optional.empty());
    }

    /// A reply without thoughts and without the material between the lines with the marker, else as it is.
    static String withoutMaterial(String reply, Optional<String> marker) {
        int answer = thoughtEnd(reply, reply.lastIndexOf(THOUGHT_ENDS));
        List<String> kept = new ArrayList<>();
        boolean inMaterial = false;
        for (String line : behind(reply, answer).lines().toList()) {
            boolean delimits = marker.isPresent() && delimits(line, marker.get());
            if (delimits) {
                inMaterial = line.strip().startsWith("[begin");
            } else if (!inMaterial) {
                kept.add(line);
            }
        }
        return String.join("\n", kept);
    }

    private static boolean delimits(String line, String marker) {
        String text = line.strip();
        return (text.startsWith("[begin ") || text.startsWith("[end ")) && text.endsWith(marker + "]");
    }

    /// Where the fence begins that ends the reply; the end if there is none.
    private static int closingFence(List<String> raw, int end) {
        int fences = 0;
        int last = end;
        for (int i = 0; i < end - 1; i++) {
            if (FENCE.matcher(raw.get(i)).matches()) {
                fences++;
                last = i;
            }
        }
        boolean closes = end > 0 && FENCE.matcher(raw.get(end - 1)).matches() && fences % 2 == 1;
        return closes ? last : end;
    }

    /// What the judge wrote before a line, and in it before the verdict; what it thought if that is nothing.
    String before(int line, String inLine) {
        String written = (String.join("\n", raw.subList(0, Math.max(0, line))) + "\n" + inLine).strip();
        return written.isEmpty() ? thought : written;
    }

    /// The last own line; empty if there is none.
    String last() {
        return own.isEmpty() ? "" : own.getLast();
    }

    /// A line without marks of Markdown and TeX; digits of every script, and full-width signs, in ASCII.
    static String plain(String line) {
        StringBuilder ascii = new StringBuilder(line.length());
        line.codePoints().map(JudgeWords::ascii).forEach(ascii::appendCodePoint);
        String text = BOXED.matcher(ascii).replaceAll("$1");
        text = TAGGED.matcher(text).replaceAll("$1: $2");
        text = MARKS.matcher(text).replaceAll("");
        Matcher beginning = BEGINNING.matcher(text);
        text = beginning.lookingAt() ? text.substring(beginning.end()) : text;
        return EDGES.matcher(text).replaceAll("");
    }

    private static int ascii(int c) {
        if (c < 0x80) {
            return c;
        }
        if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
            return '0' + Character.digit(c, 10);
        }
        if (c >= 0xff01 && c <= 0xff5e) {
            return c - 0xfee0;
        }
        return switch (c) {
            case 0xa0, 0x3000, 0x202f -> ' ';
            case 0x2212 -> '-';
            case 0x3010 -> '[';
            case 0x3011 -> ']';
            default -> c;
        };
    }
}
