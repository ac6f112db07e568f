package dev.seedbed.text.filter;

/// The eight stop words of Gopher (Rae et al. 2021, section A1.1), in any case, by the hash of a word: one look into
/// a table without a branch, as the next word is mostly another than the branch would expect.
final class StopWords {
    /// What is added to the number of a word that is not all in lower case.
    static final int OTHER_CASE = 8;

    private static final String[] WORDS = {"be", "to", "of", "the", "and", "that", "have", "with"};
    private static final int BITS = 12;
    private static final long[] HASHES = new long[1 << BITS];
    private static final byte[] NUMBERS = new byte[1 << BITS];

    static {
        for (int word = 0; word < WORDS.length; word++) {
            String lower = WORDS[word];
            for (int capitals = 0; capitals < 1 << lower.length(); capitals++) {
                enter(hash(lower, capitals), word + 1 + (capitals == 0 ? 0 : OTHER_CASE));
            }
        }
    }

    private StopWords() {}

    private static long hash(String lower, int capitals) {
        long hash = 0;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            hash = hash * Hashes.BASE + (((capitals >> i) & 1) == 0 ? c : Character.toUpperCase(c)) + 1;
        }
        return hash;
    }

    private static void enter(long hash, int number) {
        int slot = slot(hash);
        if (HASHES[slot] != 0) {
            throw new AssertionError("two stop words have one place; take another number of bits");
        }
        HASHES[slot] = hash;
        NUMBERS[slot] = (byte) number;
    }

    private static int slot(long hash) {
        return (int) ((hash * Hashes.OTHER_BASE) >>> (64 - BITS));
    }

    /// Which one a word is, from 1, by its hash in [Tokens]; [#OTHER_CASE] more if not all of it is in lower case; 0
    /// if it is none.
    static byte of(long hash) {
        int slot = slot(hash);
        long other = HASHES[slot] ^ hash;
        int same = (int) ((other | -other) >>> 63) - 1;
        return (byte) (NUMBERS[slot] & same);
    }
}
