package dev.seedbed.privacy;

/// A number as people write them: groups of digits with spaces, dashes, points or brackets between.
///
/// Gathers the groups from one on, and asks in turn whoever reads such numbers, the surest first.
final class Digits {
    private static final int MOST_GROUPS = 9;
    private static final int MOST_DIGITS = 26;
    private static final int FEWEST_DIGITS = 7;

    final byte[] values = new byte[MOST_DIGITS];
    final int[] begins = new int[MOST_GROUPS];
    final int[] ends = new int[MOST_GROUPS];
    /// How many digits there are up to each group's end.
    final int[] counts = new int[MOST_GROUPS];
    /// What stands before each group: a space, `-`, `.`, `/`, `(` for anything with brackets.
    final char[] separators = new char[MOST_GROUPS];

    int groups;
    /// Where the number begins with its `+` or bracket.
    int lead;

    boolean plus;
    /// Whether other digits stand before it with but a space between.
    boolean continues;

    private final Scan scan;

    Digits(Scan scan) {
        this.scan = scan;
    }

    /// @param begin of a word of digits only
    void at(int begin, int end) {
        boolean short3 = end - begin <= 3;
        if (short3 && scan.at(end) == '.' && Signs.isDigit(scan.at(end + 1)) && NetworkAddresses.four(scan, begin)) {
            return;
        }
        if (BirthDates.mayBe(end - begin) && scan.wants(Kind.DATE_OF_BIRTH) && BirthDates.at(scan, begin, end)) {
            return;
        }
        if (!scan.wants(Kind.NATIONAL_ID)
                || (!NationalCodes.spacedBritish(scan, begin, end) && !NationalCodes.dashedDigits(scan, begin, end))) {
            read(begin);
        }
    }

    /// @param begin of a word of digits and letters, which may end in an extension: `5550100x12`
    void extension(int begin, int end) {
        int at = begin;
        while (at < end && Signs.isDigit(scan.chars[at])) {
            at++;
        }
        boolean extended = at - begin >= 4
                && at < end
                && (scan.chars[at] == 'x' || scan.chars[at] == 'e')
                && Phones.extension(scan, at) > at;
        if (extended) {
            read(begin);
        }
    }

    private void read(int begin) {
        char before = scan.at(begin - 1);
        if (((before == '.' || before == ',') && Signs.isDigit(scan.at(begin - 2))) || before == '_' || before == '#') {
            return;
        }
        gather(begin);
        if (counts[groups - 1] < FEWEST_DIGITS) {
            return;
        }
        lead(begin);
        int found = plus ? Phones.international(scan, this) : -1;
        if (found < 0 && !glued(begin)) {
            found = readers();
        }
        if (found >= 0) {
            scan.skipTo(found);
        }
    }

    private int readers() {
        int found = Cards.of(scan, this);
        if (found < 0) {
            found = SocialSecurity.of(scan, this);
        }
        if (found < 0) {
            found = NationalNumbers.of(scan, this);
        }
        return found < 0 ? Phones.national(scan, this) : found;
    }

    /// `PO-555-123-4567`, `/path/5551234567`, `$555`: part of something else.
    private boolean glued(int begin) {
        char before = scan.at(begin - 1);
        boolean bracket = before == '(';
        char first = bracket ? scan.at(begin - 2) : before;
        char second = bracket ? scan.at(begin - 3) : scan.at(begin - 2);
        boolean joined = (first == '-' || first == '/' || first == '.' || first == '\u2013') && Signs.isWord(second);
        return joined || first == '$' || first == '€' || first == '£' || (first == '-' && second == '-');
    }

    private void lead(int begin) {
        lead = begin;
        plus = false;
        char before = scan.at(begin - 1);
        if (before == '(') {
            lead--;
            before = scan.at(lead - 1);
        }
        if (before == '+') {
            lead--;
            plus = !Signs.isWord(scan.at(lead - 1));
            if (scan.at(lead - 1) == '(') {
                lead--;
            }
        } else if (before == ' ' && scan.at(begin - 1) == ' ' && scan.at(begin - 2) == '+') {
            lead = begin - 2;
            plus = true;
        }
        char gap = scan.at(begin - 1);
        int lastFound = scan.found.isEmpty() ? scan.from : scan.found.getLast().to();
        continues = (gap == ' ' || gap == 0xA0) && begin - 1 > lastFound && Signs.isDigit(scan.at(begin - 2));
    }

    private void gather(int begin) {
        groups = 0;
        int count = 0;
        int at = begin;
        char separator = 0;
        while (groups < MOST_GROUPS) {
            int first = at;
            while (at < scan.to && count < MOST_DIGITS && Signs.isDigit(scan.chars[at])) {
                values[count++] = (byte) (scan.chars[at] - '0');
                at++;
            }
            char next = scan.at(at);
            boolean cut =
                    Signs.isDigit(next) || (Signs.isLetter(next) && Phones.extension(scan, at) == at) || next == '_';
            if (cut && groups > 0) {
                return;
            }
            begins[groups] = first;
            ends[groups] = at;
            counts[groups] = cut ? 0 : count;
            separators[groups] = separator;
            groups++;
            int gap = gap(at);
            if (cut || gap == at || opensMore(at, gap)) {
                return;
            }
            separator = separator(at, gap);
            at = gap;
        }
    }

    /// Where the next group begins, or the same place.
    private int gap(int end) {
        int at = end;
        while (at < end + 4 && isSeparator(scan.at(at))) {
            at++;
        }
        return at > end && at < end + 4 && Signs.isDigit(scan.at(at)) ? at : end;
    }

    /// `555 0100 (24/7)`: a bracket that is not closed behind its digits.
    private boolean opensMore(int from, int to) {
        if (scan.chars[to - 1] != '(') {
            return false;
        }
        int at = to;
        while (at < to + 6 && Signs.isDigit(scan.at(at))) {
            at++;
        }
        return scan.at(at) != ')' || from == to;
    }

    private static boolean isSeparator(char sign) {
        return switch (sign) {
            case ' ', '-', '.', '/', '(', ')', 0xA0, 0x202F, 0x2010, 0x2011, 0x2013 -> true;
            default -> false;
        };
    }

    private char separator(int from, int to) {
        char kept = ' ';
        for (int at = from; at < to; at++) {
            char sign = scan.chars[at];
            if (sign == '(' || sign == ')') {
                return '(';
            }
            if (sign == '-' || sign == 0x2010 || sign == 0x2011 || sign == 0x2013) {
                kept = '-';
            } else if (sign == '.' || sign == '/') {
                kept = sign;
            }
        }
        boolean single = to - from == 1;
        return single || (kept == ' ' && to - from == 1) ? kept : to - from > 1 && kept != ' ' ? '~' : kept;
    }

    int size(int group) {
        return ends[group] - begins[group];
    }

    int count() {
        return counts[groups - 1];
    }

    /// Whether the first groups have these sizes, with the same separator between all.
    boolean shaped(int... sizes) {
        if (groups < sizes.length) {
            return false;
        }
        for (int group = 0; group < sizes.length; group++) {
            if (size(group) != sizes[group] || (group > 1 && separators[group] != separators[1])) {
                return false;
            }
        }
        return true;
    }

    /// Whether the number may end with this group: nothing that belongs to it follows.
    boolean endsWith(int group) {
        int end = ends[group];
        char next = scan.at(end);
        char after = scan.at(end + 1);
        if (next == '-' || next == '/' || next == '.' || next == ',' || next == ':') {
            return !Signs.isDigit(after) && !(next == '-' && Signs.isWord(after));
        }
        return next != '_' && next != '%' && !Signs.isWord(next);
    }

    /// Whether another group of digits follows with but a space between.
    boolean followed(int group) {
        return group + 1 < groups && separators[group + 1] == ' ';
    }
}
