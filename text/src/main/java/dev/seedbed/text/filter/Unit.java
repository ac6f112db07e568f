package dev.seedbed.text.filter;

/// What lengths are counted in: Python counts code points, Rust the bytes of UTF-8.
enum Unit {
    CODE_POINTS,
    BYTES;

    /// The length of `chars[from..to)`.
    int length(char[] chars, int from, int to) {
        return switch (this) {
            case CODE_POINTS -> Character.codePointCount(chars, from, to - from);
            case BYTES -> bytes(chars, from, to);
        };
    }

    /// Half of a surrogate pair that stands alone counts for three bytes, as the others of its range would.
    private static int bytes(char[] chars, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(chars[i + 1])) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
