package dev.seedbed.privacy;

/// IPv4, IPv6 and MAC addresses. Versions, times, ratios and slices of arrays look like them.
final class NetworkAddresses {
    private static final int LONGEST_SIX = 46;
    /// What is shorter is more often a slice of an array than an address: `a[1::2]`.
    private static final int SHORT_SIX = 6;

    private static final long SPEAKS_FOR_VERSION = Topics.VERSION | Topics.SECTION;

    private NetworkAddresses() {}

    // ---- IPv4

    /// @return whether an address was found
    static boolean four(Scan scan, int begin) {
        int end = octets(scan, begin);
        char before = scan.at(begin - 1);
        if (end < 0 || before == '.' || before == '_' || (before == '-' && Signs.isWord(scan.at(begin - 2)))) {
            return false;
        }
        char next = scan.at(end);
        if ((next == '.' && Signs.isDigit(scan.at(end + 1))) || next == '_' || next == '+') {
            return false;
        }
        if (next == '-' && Signs.isLetter(scan.at(end + 1))) {
            return false;
        }
        int withPrefix = prefixLength(scan, end, 32);
        double certainty = certainty(scan, begin, end, withPrefix);
        scan.add(Kind.IP, begin, withPrefix, "ipv4", certainty);
        scan.skipTo(end);
        return true;
    }

    private static double certainty(Scan scan, int begin, int end, int withPrefix) {
        if (withPrefix > end || isPort(scan, end)) {
            return .95;
        }
        Context around = scan.around(begin, end);
        boolean speaksFor = (around.nearest & Topics.IP) != 0;
        if ((around.nearest & SPEAKS_FOR_VERSION) != 0 && !speaksFor) {
            return .2;
        }
        if (speaksFor && (around.close & Topics.VERSION) == 0) {
            return .95;
        }
        boolean local = isLocal(scan, begin);
        if (local) {
            return .8;
        }
        if ((around.about(SPEAKS_FOR_VERSION) || (scan.at(begin - 1) == '=' && scan.at(begin - 2) == '='))
                && !around.about(Topics.IP)) {
            return .2;
        }
        return looksLikeVersion(scan, begin, end) && !speaksFor
                ? around.about(Topics.IP) ? .6 : .3
                : around.afterName && !around.about(Topics.IP) && startsSmall(scan, begin) ? .3 : .7;
    }

    private static boolean isPort(Scan scan, int end) {
        return scan.at(end) == ':' && Signs.isDigit(scan.at(end + 1)) && Signs.isDigit(scan.at(end + 2));
    }

    private static boolean isLocal(Scan scan, int begin) {
        String head = new String(scan.chars, begin, Math.min(8, scan.to - begin));
        return head.startsWith("192.168.")
                || head.startsWith("127.0.0.")
                || head.startsWith("10.0.0.")
                || head.startsWith("255.255.");
    }

    /// Four small numbers: `2.10.3.1`.
    private static boolean looksLikeVersion(Scan scan, int begin, int end) {
        return startsSmall(scan, begin) && end - begin <= 9;
    }

    private static boolean startsSmall(Scan scan, int begin) {
        return scan.at(begin + 1) == '.' || (scan.at(begin + 2) == '.' && scan.chars[begin] <= '2');
    }

    /// The end of four numbers up to 255 with points between, or -1.
    private static int octets(Scan scan, int begin) {
        int at = begin;
        for (int octet = 0; octet < 4; octet++) {
            int value = 0;
            int first = at;
            while (at < scan.to && at - first < 4 && Signs.isDigit(scan.chars[at])) {
                value = value * 10 + scan.chars[at] - '0';
                at++;
            }
            boolean zeroFirst = at - first > 1 && scan.chars[first] == '0';
            if (at == first || value > 255 || zeroFirst) {
                return -1;
            }
            if (octet < 3) {
                if (scan.at(at) != '.') {
                    return -1;
                }
                at++;
            }
        }
        return Signs.isWord(scan.at(at)) ? -1 : at;
    }

    private static int prefixLength(Scan scan, int end, int most) {
        if (scan.at(end) != '/') {
            return end;
        }
        int at = end + 1;
        int value = 0;
        while (at < end + 4 && Signs.isDigit(scan.at(at))) {
            value = value * 10 + scan.chars[at] - '0';
            at++;
        }
        char next = scan.at(at);
        return at == end + 1 || value > most || Signs.isWord(next) || next == '/' ? end : at;
    }

    // ---- IPv6, and MAC addresses with colons

    static void colons(Scan scan, int colon) {
        if (colon < scan.colonsUpTo || (!isPart(scan.at(colon + 1)) && scan.at(colon - 1) != ':')) {
            return;
        }
        int begin = colon;
        int least = Math.max(scan.from, colon - LONGEST_SIX);
        while (begin > least && isPart(scan.chars[begin - 1])) {
            begin--;
        }
        int end = colon + 1;
        int most = Math.min(scan.to, colon + LONGEST_SIX);
        int colons = 1;
        while (end < most && isPart(scan.chars[end])) {
            colons += scan.chars[end] == ':' ? 1 : 0;
            end++;
        }
        scan.colonsUpTo = end;
        if (colons < 2) {
            return;
        }
        if (scan.chars[begin] == ':' && scan.chars[begin + 1] != ':') {
            begin++;
        }
        if (scan.chars[end - 1] == ':' && scan.chars[end - 2] != ':') {
            end--;
        }
        char before = scan.at(begin - 1);
        if (Signs.isWord(before) || before == '_' || Signs.isLatin(before)) {
            return;
        }
        if (Signs.isWord(scan.at(end)) || scan.at(end) == '_') {
            return;
        }
        if (isMac(scan, begin, end)) {
            scan.add(Kind.MAC, begin, end, "mac", .9);
            scan.skipTo(end);
            return;
        }
        six(scan, begin, end);
    }

    private static boolean isPart(char sign) {
        return sign == ':' || Signs.isHex(sign);
    }

    private static boolean isMac(Scan scan, int begin, int end) {
        if (end - begin != 17) {
            return false;
        }
        for (int at = begin; at < end; at++) {
            if ((scan.chars[at] == ':') != ((at - begin) % 3 == 2)) {
                return false;
            }
        }
        // FF throughout is everybody's.
        return Randomness.distinct(scan.chars, begin, end) > 2;
    }

    private static void six(Scan scan, int begin, int lastGroupEnd) {
        int end = lastGroupEnd;
        boolean embedded = scan.at(end) == '.' && Signs.isDigit(scan.at(end + 1));
        if (embedded) {
            int fourBegin = end;
            while (fourBegin > begin && scan.chars[fourBegin - 1] != ':') {
                fourBegin--;
            }
            int fourEnd = octets(scan, fourBegin);
            if (fourEnd < 0 || !isSix(scan, begin, fourBegin, 2)) {
                return;
            }
            end = fourEnd;
        } else if (!isSix(scan, begin, end, 0)) {
            return;
        }
        int zoned = zone(scan, end);
        int last = prefixLength(scan, zoned, 128);
        if (Signs.isWord(scan.at(last))) {
            return;
        }
        scan.add(Kind.IP, begin, last, "ipv6", certaintyOfSix(scan, begin, end, last));
        scan.skipTo(last);
    }

    private static double certaintyOfSix(Scan scan, int begin, int end, int last) {
        int length = end - begin;
        if (length == 2) {
            return .1;
        }
        boolean slice = scan.at(begin - 1) == '[' && (Signs.isWord(scan.at(begin - 2)) || scan.at(begin - 2) == ']');
        if (slice) {
            return .1;
        }
        boolean loopback = length == 3 && scan.chars[begin + 2] == '1';
        if (loopback || last > end) {
            return .8;
        }
        boolean digit = false;
        boolean twoOnly = true;
        for (int at = begin, group = 0; at < end; at++) {
            digit |= Signs.isDigit(scan.chars[at]);
            group = scan.chars[at] == ':' ? 0 : group + 1;
            twoOnly &= group <= 2;
        }
        if (length <= SHORT_SIX || !digit || twoOnly) {
            return scan.around(begin, last).about(Topics.IP) ? .7 : .3;
        }
        return .9;
    }

    /// @param four how many groups a part in the form of IPv4 stands for
    private static boolean isSix(Scan scan, int begin, int end, int four) {
        int groups = four;
        boolean gap = false;
        int at = begin;
        while (at < end) {
            if (scan.chars[at] == ':') {
                if (at + 1 < end && scan.chars[at + 1] == ':') {
                    if (gap || (at + 2 < end && scan.chars[at + 2] == ':')) {
                        return false;
                    }
                    gap = true;
                    at += 2;
                    continue;
                }
                if (at == begin || (at + 1 == end && four == 0)) {
                    return false;
                }
                at++;
                continue;
            }
            int first = at;
            while (at < end && scan.chars[at] != ':') {
                at++;
            }
            if (at - first > 4) {
                return false;
            }
            groups++;
        }
        return gap ? groups <= 7 : groups == 8;
    }

    private static int zone(Scan scan, int end) {
        if (scan.at(end) != '%' || !Signs.isWord(scan.at(end + 1))) {
            return end;
        }
        int at = end + 1;
        while (at < end + 16 && (Signs.isWord(scan.at(at)) || (scan.at(at) == '.' && Signs.isWord(scan.at(at + 1))))) {
            at++;
        }
        return at;
    }

    // ---- MAC addresses with dashes or points

    /// @param begin of a word of two or four hexadecimal digits
    static void mac(Scan scan, int begin, int end) {
        int size = end - begin;
        char sign = size == 2 ? '-' : '.';
        int groups = size == 2 ? 6 : 3;
        char before = scan.at(begin - 1);
        if (scan.at(end) != sign || before == sign || before == '_') {
            return;
        }
        int last = begin + groups * (size + 1) - 1;
        if (last > scan.to
                || Signs.isWord(scan.at(last))
                || (scan.at(last) == sign && Signs.isWord(scan.at(last + 1)))) {
            return;
        }
        boolean letter = false;
        for (int at = begin; at < last; at++) {
            boolean between = (at - begin) % (size + 1) == size;
            if (between ? scan.chars[at] != sign : !Signs.isHex(scan.chars[at])) {
                return;
            }
            letter |= Signs.isLetter(scan.chars[at]);
        }
        if (letter) {
            scan.add(Kind.MAC, begin, last, "mac", .8);
            scan.skipTo(last);
        }
    }
}
