package dev.seedbed.privacy;

/// E-mail addresses, from their `@`.
final class Emails {
    private static final int LONGEST_LOCAL = 64;

    private Emails() {}

    static void around(Scan scan, int at) {
        if (!scan.wants(Kind.EMAIL)) {
            return;
        }
        int begin = local(scan, at);
        if (begin < 0) {
            return;
        }
        int end = Domains.end(scan, at + 1);
        if (end < 0 || scan.at(end) == '@' || !Domains.isMailDomain(scan, at + 1, end)) {
            return;
        }
        if (isRemote(scan, begin, at, end)) {
            return;
        }
        scan.domainsUpTo = Math.max(scan.domainsUpTo, end);
        if (scan.add(Kind.EMAIL, begin, end, "email", certainty(scan, at + 1, end))) {
            scan.skipTo(end);
        }
    }

    private static double certainty(Scan scan, int from, int to) {
        return Domains.hasKnownTop(scan, from, to) ? .95 : .7;
    }

    /// `git@host:path` names a machine.
    private static boolean isRemote(Scan scan, int begin, int at, int end) {
        if (scan.at(end) != ':' || (at - begin != 3 && at - begin != 2)) {
            return false;
        }
        String name = new String(scan.chars, begin, at - begin);
        return (name.equals("git") || name.equals("hg") || name.equals("svn")) && Signs.isWord(scan.at(end + 1));
    }

    private static int local(Scan scan, int at) {
        int begin = at;
        int least = Math.max(scan.from, at - LONGEST_LOCAL - 1);
        while (begin > least && isLocal(scan.chars[begin - 1])) {
            if (scan.chars[begin - 1] == '.' && begin < at && scan.chars[begin] == '.') {
                break;
            }
            begin--;
        }
        while (begin < at && isEdge(scan.chars[begin])) {
            begin++;
        }
        boolean tooLong = at - begin > LONGEST_LOCAL;
        return begin == at || scan.chars[at - 1] == '.' || tooLong || scan.at(begin - 1) == '@' ? -1 : begin;
    }

    private static boolean isLocal(char sign) {
        return Signs.isWord(sign)
                || sign == '.'
                || sign == '_'
                || sign == '-'
                || sign == '+'
                || sign == '%'
                || sign == '\''
                || sign == '&'
                || sign == '~'
                || Signs.isLatin(sign);
    }

    private static boolean isEdge(char sign) {
        return sign == '.' || sign == '-' || sign == '\'' || sign == '&' || sign == '~' || sign == '%' || sign == '+';
    }
}
