package dev.seedbed.model.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something that must not be shown, such as a key, and how it is taken out of texts.
///
/// ```java
/// Secret secret = Secret.of("a/b+c-0123456789", "(the key)");
/// secret.redact("wrong key: a\\/b%2Bc-0123456789");    // wrong key: (the key)
/// ```
///
/// An endpoint that echoes a key may have escaped it: each character is also known as JSON (RFC 8259, 7), a URL
/// (RFC 3986, 2.1) and HTML (WHATWG, "Named character references", 2026) write it, twice over as well. Secrets of
/// some length are also known in Base64 (RFC 4648, 4 and 5), alone or behind a name and a colon. Immutable.
public final class Secret {
    /// Shorter ones would be found in Base64 where they are not.
    private static final int SHORTEST_IN_BASE64 = 12;

    /// No way to write a character is longer.
    private static final int LONGEST_CHARACTER = 32;

    private static final Pattern NOTHING = Pattern.compile("");

    private static final Map<Character, String> NAMES = Map.ofEntries(
            Map.entry('!', "excl"),
            Map.entry('"', "quot|QUOT"),
            Map.entry('#', "num"),
            Map.entry('$', "dollar"),
            Map.entry('%', "percnt"),
            Map.entry('&', "amp|AMP"),
            Map.entry('\'', "apos"),
            Map.entry('(', "lpar"),
            Map.entry(')', "rpar"),
            Map.entry('*', "ast|midast"),
            Map.entry('+', "plus"),
            Map.entry(',', "comma"),
            Map.entry('.', "period"),
            Map.entry('/', "sol"),
            Map.entry(':', "colon"),
            Map.entry(';', "semi"),
            Map.entry('<', "lt|LT"),
            Map.entry('=', "equals"),
            Map.entry('>', "gt|GT"),
            Map.entry('?', "quest"),
            Map.entry('@', "commat"),
            Map.entry('[', "lsqb|lbrack"),
            Map.entry('\\', "bsol"),
            Map.entry(']', "rsqb|rbrack"),
            Map.entry('^', "Hat"),
            Map.entry('_', "lowbar|UnderBar"),
            Map.entry('`', "grave|DiacriticalGrave"),
            Map.entry('{', "lcub|lbrace"),
            Map.entry('|', "verbar|vert|VerticalLine"),
            Map.entry('}', "rcub|rbrace"));

    private final String value;
    private final String shown;
    private final List<Form> forms;

    private Secret(String value, String shown, List<Form> forms) {
        this.value = value;
        this.shown = shown;
        this.forms = forms;
    }

    /// @param value not empty
    /// @param shown what stands in its place
    public static Secret of(String value, String shown) {
        List<Form> forms = new ArrayList<>();
        forms.add(Form.of(value));
        if (value.length() >= SHORTEST_IN_BASE64) {
            for (int before = 0; before < 3; before++) {
                String part = inBase64(value, before);
                forms.add(Form.of(part));
                forms.add(Form.of(part.replace('+', '-').replace('/', '_')));
            }
        }
        return new Secret(value, shown, forms.stream().distinct().toList());
    }

    /// The part of a value's Base64 that does not depend on what stands before and after it.
    ///
    /// @param before how many bytes of a group of three are taken by what stands before it
    private static String inBase64(String value, int before) {
        byte[] bytes = (" ".repeat(before) + value).getBytes(StandardCharsets.UTF_8);
        String all = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return all.substring(before == 0 ? 0 : before + 1, bytes.length / 3 * 4);
    }

    /// The text without the secret.
    public String redact(String text) {
        String safe = text;
        for (Form form : forms) {
            safe = form.replacedIn(safe, shown);
        }
        return safe;
    }

    /// How long the secret can be in a text, however it is written.
    int longest() {
        return value.length() * LONGEST_CHARACTER;
    }

    @Override
    public String toString() {
        return shown;
    }

    /// Characters, each of which may be escaped.
    ///
    /// @param escapes what may stand for each
    private record Form(String characters, List<Pattern> escapes) {
        static Form of(String characters) {
            Map<Character, Pattern> known = new HashMap<>();
            List<Pattern> escapes = new ArrayList<>(characters.length());
            for (int i = 0; i < characters.length(); i++) {
                escapes.add(known.computeIfAbsent(characters.charAt(i), c -> Pattern.compile(escape(c))));
            }
            return new Form(characters, escapes);
        }

        private static String escape(char c) {
            String hex = String.format(Locale.ROOT, "(?i:%02x)", (int) c);
            boolean isLetterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            String slashed = isLetterOrDigit ? "" : "\\x{" + Integer.toHexString(c) + "}|";
            String named = NAMES.containsKey(c) ? "|(?:" + NAMES.get(c) + ");" : "";
            return "\\\\{1,4}(?:" + slashed + "[uU](?:00|\\{0{0,4})" + hex + "\\}?|x" + hex + ")"
                    + "|%(?:25){0,2}" + hex
                    + "|&(?:amp;){0,2}(?:#0{0,5}" + (int) c + ";?|#[xX]0{0,4}" + hex + ";?" + named + ")";
        }

        String replacedIn(String text, String shown) {
            StringBuilder safe = null;
            int copied = 0;
            Matcher matcher = NOTHING.matcher(text);
            for (int at = 0; at < text.length(); at++) {
                int end = canBegin(text.charAt(at)) ? end(text, at, matcher) : -1;
                if (end >= 0) {
                    safe = safe == null ? new StringBuilder(text.length()) : safe;
                    safe.append(text, copied, at).append(shown);
                    copied = end;
                    at = end - 1;
                }
            }
            return safe == null
                    ? text
                    : safe.append(text, copied, text.length()).toString();
        }

        private boolean canBegin(char c) {
            return c == characters.charAt(0) || c == '\\' || c == '%' || c == '&';
        }

        /// Where it ends that begins here, or -1. Looks at all ways to read what is there: a `%25` may be three
        /// characters of a key, or one.
        private int end(String text, int begin, Matcher matcher) {
            Set<Integer> reached = Set.of(begin);
            for (int i = 0; i < characters.length() && !reached.isEmpty(); i++) {
                Set<Integer> next = new HashSet<>();
                for (int at : reached) {
                    if (at < text.length() && text.charAt(at) == characters.charAt(i)) {
                        next.add(at + 1);
                    }
                    matcher.usePattern(escapes.get(i)).region(at, text.length());
                    if (matcher.lookingAt()) {
                        next.add(matcher.end());
                    }
                }
                reached = next;
            }
            return reached.stream().mapToInt(Integer::intValue).max().orElse(-1);
        }
    }
}
