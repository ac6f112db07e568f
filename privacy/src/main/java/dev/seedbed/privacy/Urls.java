package dev.seedbed.privacy;

import java.util.Set;

/// URLs with a scheme, with `www.`, and bare names of hosts.
final class Urls {
    private static final int LONGEST_SCHEME = 24;
    private static final int LONGEST = 4096;

    private static final Set<String> SCHEMES = WordSet.of(
            ("http https ftp ftps sftp ws wss ssh git svn s3 gs postgres postgresql mysql mariadb mongodb mongodb+srv redis rediss amqp"
                            + " amqps ldap ldaps smtp smtps imap imaps rtsp rtmp nfs smb tcp udp telnet irc ircs mqtt jdbc gopher clickhouse"
                            + " cassandra mssql sqlserver oracle kafka nats hxxp hxxps git+https git+ssh feed rtsps couchdb neo4j bolt")
                    .split(" "));

    private Urls() {}

    /// @param colon of `://`
    static void around(Scan scan, int colon) {
        if (!scan.wants(Kind.URL)) {
            return;
        }
        int begin = scheme(scan, colon);
        if (begin < 0) {
            return;
        }
        int host = colon + 3;
        int end = trimmed(scan, host, end(scan, host));
        int credentials = credentials(scan, host, end);
        int hostBegin = credentials < 0 ? host : credentials + 1;
        if (end <= hostBegin || !isHost(scan, hostBegin, end)) {
            return;
        }
        String rule = credentials < 0 ? "url" : "url-credentials";
        if (scan.add(Kind.URL, begin, end, rule, .95)) {
            scan.domainsUpTo = Math.max(scan.domainsUpTo, end);
            scan.skipTo(end);
        }
    }

    private static int scheme(Scan scan, int colon) {
        int begin = colon;
        int least = Math.max(scan.from, colon - LONGEST_SCHEME);
        while (begin > least && isScheme(scan.chars[begin - 1])) {
            begin--;
        }
        String scheme = new String(scan.chars, begin, colon - begin).toLowerCase(java.util.Locale.ROOT);
        if (SCHEMES.contains(scheme)) {
            return begin;
        }
        // Glued to what is before it: `url-https://`, `view.http://`.
        for (String known : new String[] {"https", "http"}) {
            if (scheme.endsWith(known)) {
                char before = scheme.charAt(scheme.length() - known.length() - 1);
                return Signs.isWord(before) ? -1 : colon - known.length();
            }
        }
        return -1;
    }

    private static boolean isScheme(char sign) {
        return Signs.isWord(sign) || sign == '+' || sign == '-' || sign == '.';
    }

    private static int credentials(Scan scan, int host, int end) {
        for (int at = host; at < end; at++) {
            char sign = scan.chars[at];
            if (sign == '@') {
                return at;
            }
            if (sign == '/' || sign == '?' || sign == '#') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isHost(Scan scan, int host, int end) {
        if (scan.chars[host] == '[') {
            return true;
        }
        int hostEnd = Domains.end(scan, host);
        if (hostEnd < 0) {
            return false;
        }
        hostEnd = Math.min(hostEnd, end);
        if (hostEnd < end) {
            // A port, a path or a query makes even `intranet` a host.
            char next = scan.chars[hostEnd];
            if (next == ':' || (next == '/' && hostEnd + 1 < end)) {
                return true;
            }
        }
        return Domains.isMailDomain(scan, host, hostEnd)
                || isAddress(scan, host, hostEnd)
                || (hostEnd - host == 9 && new String(scan.chars, host, 9).equals("localhost"));
    }

    private static boolean isAddress(Scan scan, int from, int to) {
        return Signs.isDigit(scan.chars[from]) && Signs.isDigit(scan.chars[to - 1]);
    }

    private static int end(Scan scan, int from) {
        int most = Math.min(scan.to, from + LONGEST);
        int end = from;
        while (end < most && isPart(scan.chars[end])) {
            end++;
        }
        return end;
    }

    private static boolean isPart(char sign) {
        if (sign <= ' ' || sign == 0x7F) {
            return false;
        }
        return switch (sign) {
            case '<', '>', '"', '`', '{', '}', '|', '\\', '^' -> false;
            default -> sign < 128 || (Character.isLetterOrDigit(sign) && sign < 0x2E80);
        };
    }

    /// Without what belongs to the sentence around it.
    private static int trimmed(Scan scan, int from, int last) {
        int end = last;
        while (end > from) {
            switch (scan.chars[end - 1]) {
                case '.', ',', ';', ':', '!', '?', '\'', '*', '~' -> end--;
                case ')' -> {
                    if (balanced(scan, from, end, '(', ')')) {
                        return end;
                    }
                    end--;
                }
                case ']' -> {
                    if (balanced(scan, from, end, '[', ']')) {
                        return end;
                    }
                    end--;
                }
                default -> {
                    return closedBefore(scan, from, end);
                }
            }
        }
        return end;
    }

    /// `[a](http://x.org)[b]` and `(http://x.org).Then`: a bracket that nothing opened ends it.
    private static int closedBefore(Scan scan, int from, int end) {
        int round = 0;
        int square = 0;
        for (int at = from; at < end; at++) {
            char sign = scan.chars[at];
            round += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            square += sign == '[' ? 1 : sign == ']' ? -1 : 0;
            if (round < 0 || square < 0) {
                return at;
            }
        }
        return end;
    }

    private static boolean balanced(Scan scan, int from, int end, char open, char close) {
        int depth = 0;
        for (int at = from; at < end; at++) {
            depth += scan.chars[at] == open ? 1 : scan.chars[at] == close ? -1 : 0;
        }
        return depth >= 0;
    }

    /// A host's name without a scheme.
    ///
    /// @param end of its first word, where a point is
    static void bare(Scan scan, int wordBegin, int end) {
        int begin = wordBegin;
        int least = Math.max(Math.max(scan.from, scan.domainsUpTo), wordBegin - 63);
        while (begin > least && (Signs.isWord(scan.chars[begin - 1]) || scan.chars[begin - 1] == '-')) {
            begin--;
        }
        while (begin < wordBegin && scan.chars[begin] == '-') {
            begin++;
        }
        int hostEnd = Domains.end(scan, begin);
        if (hostEnd < 0) {
            return;
        }
        scan.domainsUpTo = hostEnd;
        if (!scan.wants(Kind.URL)) {
            return;
        }
        char before = scan.at(begin - 1);
        char after = scan.at(hostEnd);
        if (after == '@' || before == '@' || before == '.' || before == '_' || before == '\\' || before == '$') {
            return;
        }
        boolean www = isWww(scan, begin);
        boolean path = after == '/' && Signs.isWord(scan.at(hostEnd + 1));
        boolean port = after == ':' && Signs.isDigit(scan.at(hostEnd + 1));
        if (before == '/' && !www) {
            return;
        }
        if (www ? isWwwHost(scan, begin, hostEnd) : isBareHost(scan, begin, hostEnd, path || port, after)) {
            int last = path || port || after == '/' || after == '?' || after == '#'
                    ? trimmed(scan, begin, end(scan, hostEnd))
                    : hostEnd;
            double certainty = www || path || port ? .85 : .6;
            if (scan.add(Kind.URL, begin, Math.max(last, hostEnd), www ? "www" : "host", certainty)) {
                scan.skipTo(last);
            }
        }
    }

    private static boolean isWww(Scan scan, int begin) {
        return (scan.at(begin) | 0x20) == 'w'
                && (scan.at(begin + 1) | 0x20) == 'w'
                && (scan.at(begin + 2) | 0x20) == 'w'
                && scan.at(begin + 3) == '.';
    }

    private static boolean isWwwHost(Scan scan, int begin, int end) {
        return Domains.isMailDomain(scan, begin + 4, end);
    }

    private static boolean isBareHost(Scan scan, int begin, int end, boolean more, char after) {
        if (after == '(' || after == '_' || (after == '.' && Signs.isWord(scan.at(end + 1)))) {
            return false;
        }
        if (!hasLetter(scan, begin, end)) {
            return false;
        }
        return (more && Domains.hasKnownTop(scan, begin, end) && isLower(scan, begin, end))
                || (Domains.isSurelyHost(scan, begin, end) && !isFrameworkName(scan, begin, end));
    }

    private static boolean isLower(Scan scan, int from, int to) {
        for (int at = from; at < to; at++) {
            if (Signs.isUpper(scan.chars[at])) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasLetter(Scan scan, int from, int to) {
        for (int at = from; at < to && scan.chars[at] != '.'; at++) {
            if (Signs.isLetter(scan.chars[at])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFrameworkName(Scan scan, int begin, int end) {
        String name = new String(scan.chars, begin, end - begin).toLowerCase(java.util.Locale.ROOT);
        return name.equals("asp.net") || name.equals("vb.net") || name.equals("ado.net") || name.equals("java.net");
    }
}
