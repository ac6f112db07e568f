package dev.seedbed.privacy;

import java.util.List;
import java.util.Locale;

/// `password = …`, `"api_key": "…"`, `Authorization: Bearer …`: the value of a name that says it is secret.
final class Assignments {
    private static final int LONGEST_NAME = 48;
    private static final int LONGEST_VALUE = 512;

    private static final List<String> PASSWORDS =
            List.of("password", "passwd", "pwd", "passphrase", "passwort", "db_pass", "userpass", "mdp", "contraseña");
    private static final List<String> KEYS = List.of(
            "secret",
            "token",
            "apikey",
            "api_key",
            "api-key",
            "api key",
            "access_key",
            "access-key",
            "access key",
            "accesskey",
            "auth_key",
            "private_key",
            "privatekey",
            "client_secret",
            "credential",
            "encryption_key",
            "signing_key",
            "secret_key",
            "secretkey",
            "_key",
            "authorization",
            "auth",
            "connectionstring",
            "accountkey",
            "sharedaccesskey",
            "bearer");

    private static final List<String> PLACEHOLDERS = List.of(
            "your",
            "xxx",
            "***",
            "...",
            "example",
            "changeme",
            "placeholder",
            "<",
            "${",
            "{{",
            "%s",
            "none",
            "null",
            "true",
            "false",
            "undefined",
            "os.environ",
            "process.env",
            "getenv",
            "env.",
            "string",
            "password",
            "secrets.",
            "redacted",
            "insert",
            "…");

    private Assignments() {}

    /// @param sign the place of `=` or `:`
    static void at(Scan scan, int sign) {
        if (!scan.wants(Kind.SECRET)) {
            return;
        }
        char next = scan.at(sign + 1);
        if (next == '='
                || next == ':'
                || scan.at(sign - 1) == ':'
                || scan.at(sign - 1) == '='
                || scan.at(sign - 1) == '!') {
            return;
        }
        int nameEnd = sign;
        while (nameEnd > scan.from && nameEnd > sign - 3 && isAroundName(scan.chars[nameEnd - 1])) {
            nameEnd--;
        }
        int nameBegin = nameEnd;
        int least = Math.max(scan.from, nameEnd - LONGEST_NAME);
        while (nameBegin > least && isName(scan.chars[nameBegin - 1])) {
            nameBegin--;
        }
        if (nameEnd - nameBegin < 3 || !mayBeSecret(scan.chars[nameEnd - 1])) {
            return;
        }
        String name = new String(scan.chars, nameBegin, nameEnd - nameBegin).toLowerCase(Locale.ROOT);
        boolean password = endsWithAny(name, PASSWORDS);
        if (password || endsWithAny(name, KEYS) || apiKeyInWords(scan, nameBegin, name)) {
            value(scan, sign + 1, password);
        }
    }

    private static boolean endsWithAny(String name, List<String> ends) {
        for (String end : ends) {
            if (name.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean apiKeyInWords(Scan scan, int nameBegin, String name) {
        return (name.equals("key") && (scan.around(nameBegin, nameBegin + 1).close & Topics.SECRET) != 0)
                || (name.equals("key") && scan.at(nameBegin - 1) == ' ' && (scan.at(nameBegin - 2) | 0x20) == 'i');
    }

    /// The last letters of the names above.
    private static boolean mayBeSecret(char last) {
        return switch (last | 0x20) {
            case 'd', 'e', 't', 'n', 'y', 'l', 'h', 's', 'r', 'p', 'g', 'a' -> true;
            default -> false;
        };
    }

    private static boolean isAroundName(char sign) {
        return sign == ' ' || sign == '"' || sign == '\'' || sign == '`' || sign == '*' || sign == ']';
    }

    private static boolean isName(char sign) {
        return Signs.isWord(sign) || sign == '_' || sign == '-' || sign == '.' || sign == 'ñ';
    }

    private static void value(Scan scan, int from, boolean password) {
        int at = from;
        while (at < from + 4
                && (scan.at(at) == ' ' || scan.at(at) == '\t' || scan.at(at) == '>' || scan.at(at) == '*')) {
            at++;
        }
        for (String scheme : new String[] {"Bearer ", "bearer ", "Basic ", "Token ", "token "}) {
            if (at + scheme.length() < scan.to && new String(scan.chars, at, scheme.length()).equals(scheme)) {
                at += scheme.length();
                break;
            }
        }
        char quote = scan.at(at);
        boolean quoted = quote == '"' || quote == '\'' || quote == '`';
        int begin = quoted ? at + 1 : at;
        int end = begin;
        int most = Math.min(scan.to, begin + LONGEST_VALUE);
        while (end < most
                && (quoted ? scan.chars[end] != quote && scan.chars[end] != '\n' : isUnquoted(scan.chars[end]))) {
            end++;
        }
        if (quoted && scan.at(end) != quote) {
            return;
        }
        while (!quoted && end > begin && isTrailing(scan.chars[end - 1], password)) {
            end--;
        }
        boolean secret = password ? isPassword(scan, begin, end, quoted) : isKey(scan, begin, end);
        if (secret && scan.add(Kind.SECRET, begin, end, password ? "password" : "assigned-key", password ? .75 : .8)) {
            scan.skipTo(end);
        }
    }

    private static boolean isUnquoted(char sign) {
        return sign > ' '
                && sign != '"'
                && sign != '\''
                && sign != ','
                && sign != ';'
                && sign != '<'
                && sign != '>'
                && sign != '`'
                && sign < 0x2000
                && sign != 0xA0;
    }

    private static boolean isTrailing(char sign, boolean password) {
        return sign == '.'
                || sign == ')'
                || sign == ']'
                || sign == '}'
                || sign == ':'
                || (!password && (sign == '!' || sign == '?'));
    }

    private static boolean isKey(Scan scan, int begin, int end) {
        int length = end - begin;
        if (length < 16 || isPlaceholder(scan, begin, end)) {
            return false;
        }
        for (int at = begin; at < end; at++) {
            char sign = scan.chars[at];
            if (sign <= ' ' || sign > 126 || sign == '(' || sign == '[' || sign == '{') {
                return false;
            }
        }
        boolean twoSorts = Randomness.has(scan.chars, begin, end, Signs.DIGIT)
                && Randomness.has(scan.chars, begin, end, Signs.LETTER);
        return twoSorts && Randomness.distinct(scan.chars, begin, end) >= 8;
    }

    private static boolean isPassword(Scan scan, int begin, int end, boolean quoted) {
        int length = end - begin;
        if (length < 5 || length > 64 || isPlaceholder(scan, begin, end) || scan.chars[begin] == '$') {
            return false;
        }
        boolean other = false;
        for (int at = begin; at < end; at++) {
            char sign = scan.chars[at];
            if (sign == ' ' || sign == '(') {
                return false;
            }
            other |= !Signs.isLetter(sign) && sign < 128;
        }
        return other || (quoted && length >= 6);
    }

    private static boolean isPlaceholder(Scan scan, int begin, int end) {
        String value = new String(scan.chars, begin, Math.min(end - begin, 64)).toLowerCase(Locale.ROOT);
        for (String mark : PLACEHOLDERS) {
            if ((mark.length() > 3 && !mark.endsWith(".")) ? value.startsWith(mark) : value.contains(mark)) {
                return true;
            }
        }
        return false;
    }
}
