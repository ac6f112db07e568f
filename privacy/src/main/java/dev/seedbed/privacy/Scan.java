package dev.seedbed.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One pass over a text: words by a table of characters; whoever may have something to say is asked where his sign is.
///
/// Everything that looks around does so within a bound, or remembers how far it has looked, so the time is linear.
final class Scan {
    final char[] chars;
    final int from;
    final int to;
    final double least;
    final List<Found> found = new ArrayList<>();
    final Digits digits;

    /// How far each has looked, so that it does not look at the same again.
    int domainsUpTo;

    int colonsUpTo;
    int tokensUpTo;

    private final Context context = new Context();
    private final Set<Kind> wanted;
    private int skipTo;

    Scan(char[] chars, int from, int to, Set<Kind> wanted, double least) {
        this.chars = chars;
        this.from = from;
        this.to = to;
        this.least = least;
        this.wanted = wanted;
        this.digits = new Digits(this);
        this.domainsUpTo = from;
        this.colonsUpTo = from;
        this.tokensUpTo = from;
    }

    boolean wants(Kind kind) {
        return wanted.contains(kind);
    }

    /// The sign at a place, or NUL outside.
    char at(int place) {
        return place >= from && place < to ? chars[place] : 0;
    }

    Context around(int begin, int end) {
        int lastFound = found.isEmpty() ? from : found.getLast().to();
        context.look(chars, from, begin, end, to, lastFound);
        return context;
    }

    /// @return whether it is wanted and sure enough; if not, there may be surer finds inside
    boolean add(Kind kind, int begin, int end, String rule, double certainty) {
        boolean added = certainty >= least && wants(kind);
        if (added) {
            found.add(new Found(kind, begin, end, rule, certainty));
        }
        return added;
    }

    /// Leaves out what comes until there: it belongs to a find.
    void skipTo(int place) {
        skipTo = Math.max(skipTo, place);
    }

    void run() {
        char[] text = chars;
        int most = to;
        int at = from;
        while (at < most) {
            int sort = Signs.of(text[at]);
            if ((sort & Signs.WORD) != 0) {
                int begin = at;
                int mask = 0;
                do {
                    mask |= sort;
                    at++;
                } while (at < most && ((sort = Signs.of(text[at])) & Signs.WORD) != 0);
                word(begin, at, mask);
            } else {
                if (sort == Signs.TRIGGER) {
                    sign(text[at], at);
                }
                at++;
            }
            if (skipTo > at) {
                at = Math.min(skipTo, most);
            }
        }
    }

    private void sign(char sign, int at) {
        switch (sign) {
            case '@' -> Emails.around(this, at);
            case ':' -> {
                if (at(at + 1) == '/' && at(at + 2) == '/') {
                    Urls.around(this, at);
                } else {
                    NetworkAddresses.colons(this, at);
                    Assignments.at(this, at);
                }
            }
            default -> Assignments.at(this, at);
        }
    }

    private void word(int begin, int end, int mask) {
        boolean hasDigit = (mask & Signs.DIGIT) != 0;
        if ((mask & Signs.BEYOND_HEX) == 0 && (end - begin == 2 || end - begin == 4) && wants(Kind.MAC)) {
            NetworkAddresses.mac(this, begin, end);
        }
        if (end - begin > 1 && Secrets.mayBegin(chars[begin], chars[begin + 1])) {
            Secrets.at(this, begin, end);
        }
        if (hasDigit && skipTo <= begin) {
            if ((mask & Signs.LETTER) == 0) {
                digits.at(begin, end);
            } else {
                mixed(begin, end);
            }
        }
        if (end < to && chars[end] == '.' && end + 1 < to && Signs.isWord(chars[end + 1]) && begin >= domainsUpTo) {
            Urls.bare(this, begin, end);
        }
    }

    private void mixed(int begin, int end) {
        int length = end - begin;
        if (length >= 26 || (length >= 4 && chars[begin] == '0')) {
            CryptoAddresses.at(this, begin, end);
        }
        if (length <= 34 && skipTo <= begin) {
            Ibans.at(this, begin, end);
            NationalCodes.at(this, begin, end);
            digits.extension(begin, end);
        }
        if (length >= 10 && skipTo <= begin) {
            Secrets.unnamed(this, begin, end);
        }
    }
}
