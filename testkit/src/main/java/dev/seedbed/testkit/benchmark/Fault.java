package dev.seedbed.testkit.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Something that goes wrong with a share of the rows. It is written `KIND=SHARE`, with `@once`, `@always` or
/// `@each` behind it, such as `status-500=0.05` or `hang=0.03@each`.
///
/// @param status what a [Kind#STATUS] answers, 200 otherwise
/// @param share of the rows, from 0 to 1; with [Repeat#EACH], of the replies
record Fault(Kind kind, int status, double share, Repeat repeat) {
    enum Kind {
        /// An error status with an error in OpenAI's form.
        STATUS,
        /// Announces the whole body, sends half of it and closes.
        CUT,
        /// Half of the body as if it were all.
        CUT_RIGHT,
        /// No answer until the client hangs up.
        HANG,
        /// The connection is closed without a word.
        DROP,
        /// Half of the text, `finish_reason` being `length`.
        LENGTH,
        /// No `usage`.
        NO_USAGE,
        /// A web page, with status 200, as a proxy in between would send it.
        WRONG_TYPE,
        /// Status 200 with an empty body.
        EMPTY,
        /// An empty text beside a `refusal`.
        REFUSAL;

        private static final String STATUS_PREFIX = "status-";

        private static Kind parse(String text) {
            if (text.startsWith(STATUS_PREFIX)) {
                return STATUS;
            }
            for (Kind kind : values()) {
                if (kind != STATUS && kind.word().equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("fault '" + text + "' is none of status-CODE, "
                    + Arrays.stream(values())
                            .filter(kind -> kind != STATUS)
                            .map(Kind::word)
                            .collect(Collectors.joining(", ")));
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    enum Repeat {
        /// The first time that a row is asked.
        ONCE,
        /// Whenever the row is asked.
        ALWAYS,
        /// Drawn anew each time the row is asked.
        EACH
    }

    Fault {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a fault's share is " + share + "; it must be from 0 to 1");
        }
    }

    /// Such as `status-500` or `cut-right`.
    String name() {
        return kind == Kind.STATUS ? Kind.STATUS_PREFIX + status : kind.word();
    }

    static Fault parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("fault '" + text + "' has no share; write status-500=0.05@once");
        }
        int at = text.indexOf('@', equals);
        String name = text.substring(0, equals);
        Kind kind = Kind.parse(name);
        return new Fault(
                kind,
                kind == Kind.STATUS ? Integer.parseInt(name.substring(Kind.STATUS_PREFIX.length())) : 200,
                Double.parseDouble(text.substring(equals + 1, at < 0 ? text.length() : at)),
                at < 0 ? Repeat.ONCE : Repeat.valueOf(text.substring(at + 1).toUpperCase(Locale.ROOT)));
    }

    /// Which of these faults, as its place in the list, befalls a row the time number `arrival` (from 0) that it
    /// is asked; -1 if none does. A row has one fault of those that stay with it, and the lower places of the
    /// list win, so that a fault added at the end changes no other row.
    static int of(List<Fault> faults, long seed, long row, int arrival) {
        double whole = Mix.share(Mix.of(seed, row, 0));
        double each = Mix.share(Mix.of(seed, row, 1L + arrival));
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            boolean isEach = fault.repeat() == Repeat.EACH;
            double left = (isEach ? each : whole) - fault.share();
            if (left < 0 && (fault.repeat() != Repeat.ONCE || arrival == 0)) {
                return i;
            }
            if (left < 0) {
                // It had its one time, and does not turn into the next fault of the list.
                whole = 1;
            } else if (isEach) {
                each = left;
            } else {
                whole = left;
            }
        }
        return -1;
    }
}
