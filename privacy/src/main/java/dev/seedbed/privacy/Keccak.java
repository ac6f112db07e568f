package dev.seedbed.privacy;

/// Keccak-256 as Ethereum uses it, which is SHA-3 with its first padding, and so none of Java's.
final class Keccak {
    private static final int RATE = 136;
    private static final int[] ROTATIONS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };
    private static final int[] LANES = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };
    private static final long[] CONSTANTS = constants();

    private Keccak() {}

    /// The round constants by their shift register.
    private static long[] constants() {
        long[] constants = new long[24];
        int register = 1;
        for (int round = 0; round < 24; round++) {
            for (int power = 0; power < 7; power++) {
                if ((register & 1) == 1) {
                    constants[round] ^= 1L << ((1 << power) - 1);
                }
                register = register << 1 ^ (register >> 7) * 0x171;
            }
        }
        return constants;
    }

    /// Whether the case of 40 hexadecimal digits is their checksum by EIP-55.
    static boolean isChecksummed(char[] chars, int from) {
        byte[] lower = new byte[40];
        for (int index = 0; index < 40; index++) {
            lower[index] = (byte) Signs.lower(chars[from + index]);
        }
        byte[] hash = hash(lower);
        for (int index = 0; index < 40; index++) {
            char sign = chars[from + index];
            int nibble = hash[index / 2] >> (index % 2 == 0 ? 4 : 0) & 15;
            if (Signs.isLetter(sign) && Signs.isUpper(sign) != nibble >= 8) {
                return false;
            }
        }
        return true;
    }

    /// 0x and 40 lower-case digits with the case that is their checksum.
    static String checksummed(String lower) {
        byte[] digits = new byte[40];
        for (int index = 0; index < 40; index++) {
            digits[index] = (byte) lower.charAt(index + 2);
        }
        byte[] hash = hash(digits);
        StringBuilder checked = new StringBuilder("0x");
        for (int index = 0; index < 40; index++) {
            int nibble = hash[index / 2] >> (index % 2 == 0 ? 4 : 0) & 15;
            checked.append(nibble >= 8 ? Signs.upper((char) digits[index]) : (char) digits[index]);
        }
        return checked.toString();
    }

    /// Of at most 135 bytes.
    static byte[] hash(byte[] message) {
        long[] state = new long[25];
        byte[] block = new byte[RATE];
        System.arraycopy(message, 0, block, 0, message.length);
        block[message.length] ^= 1;
        block[RATE - 1] ^= (byte) 0x80;
        for (int index = 0; index < RATE; index++) {
            state[index / 8] ^= (block[index] & 0xFFL) << (8 * (index % 8));
        }
        permute(state);
        byte[] hash = new byte[32];
        for (int index = 0; index < 32; index++) {
            hash[index] = (byte) (state[index / 8] >>> (8 * (index % 8)));
        }
        return hash;
    }

    private static void permute(long[] state) {
        long[] column = new long[5];
        for (int round = 0; round < 24; round++) {
            for (int x = 0; x < 5; x++) {
                column[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
            }
            for (int x = 0; x < 5; x++) {
                long mixed = column[(x + 4) % 5] ^ Long.rotateLeft(column[(x + 1) % 5], 1);
                for (int y = 0; y < 25; y += 5) {
                    state[y + x] ^= mixed;
                }
            }
            long moved = state[1];
            for (int lane = 0; lane < 24; lane++) {
                long next = state[LANES[lane]];
                state[LANES[lane]] = Long.rotateLeft(moved, ROTATIONS[lane]);
                moved = next;
            }
            for (int y = 0; y < 25; y += 5) {
                System.arraycopy(state, y, column, 0, 5);
                for (int x = 0; x < 5; x++) {
                    state[y + x] = column[x] ^ (~column[(x + 1) % 5] & column[(x + 2) % 5]);
                }
            }
            state[0] ^= CONSTANTS[round];
        }
    }
}
