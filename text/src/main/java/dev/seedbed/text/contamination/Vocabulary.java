package dev.seedbed.text.contamination;

import java.util.Arrays;
import java.util.Map;

/// Numbers words, from 0 in the order in which they came. Number words (of English) are the numbers they say.
final class Vocabulary {
    /// What a word is that is not in here.
    static final int NONE = -1;

    private static final Map<String, String> NUMBER_WORDS = Map.ofEntries(
            Map.entry("zero", "0"),
            Map.entry("one", "1"),
            Map.entry("once", "1"),
            Map.entry("two", "2"),
            Map.entry("twice", "2"),
            Map.entry("double", "2"),
            Map.entry("doubled", "2"),
            Map.entry("three", "3"),
            Map.entry("thrice", "3"),
            Map.entry("triple", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("eleven", "11"),
            Map.entry("twelve", "12"),
            Map.entry("dozen", "12"),
            Map.entry("thirteen", "13"),
            Map.entry("fourteen", "14"),
            Map.entry("fifteen", "15"),
            Map.entry("sixteen", "16"),
            Map.entry("seventeen", "17"),
            Map.entry("eighteen", "18"),
            Map.entry("nineteen", "19"),
            Map.entry("twenty", "20"),
            Map.entry("thirty", "30"),
            Map.entry("forty", "40"),
            Map.entry("fifty", "50"),
            Map.entry("sixty", "60"),
            Map.entry("seventy", "70"),
            Map.entry("eighty", "80"),
            Map.entry("ninety", "90"),
            Map.entry("hundred", "100"),
            Map.entry("thousand", "1000"));

    private long[] keys = new long[1 << 12];
    private int[] ids = new int[1 << 12];
    private int used;
    private long[] hashes = new long[1 << 10];
    private int size;

    Vocabulary() {
        Arrays.fill(ids, NONE);
        NUMBER_WORDS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> put(RowWords.hashOf(entry.getKey()), add(RowWords.hashOf(entry.getValue()))));
    }

    int size() {
        return size;
    }

    boolean isNumber(int id) {
        return RowWords.isNumber(hashes[id]);
    }

    /// The hash of a word; of a number word, that of the number.
    long hash(int id) {
        return hashes[id];
    }

    /// The number of a word, or [#NONE].
    int find(long hash) {
        int mask = keys.length - 1;
        int slot = (int) (hash >>> 20) & mask;
        while (ids[slot] != NONE) {
            if (keys[slot] == hash) {
                return ids[slot];
            }
            slot = (slot + 1) & mask;
        }
        return NONE;
    }

    /// The number of a word, which is a new one if it was not in here.
    int add(long hash) {
        int known = find(hash);
        if (known != NONE) {
            return known;
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size] = hash;
        put(hash, size);
        return size++;
    }

    private void put(long hash, int id) {
        if (used * 3 > keys.length) {
            grow();
        }
        int mask = keys.length - 1;
        int slot = (int) (hash >>> 20) & mask;
        while (ids[slot] != NONE) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = hash;
        ids[slot] = id;
        used++;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldIds = ids;
        keys = new long[oldKeys.length * 2];
        ids = new int[oldKeys.length * 2];
        Arrays.fill(ids, NONE);
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldIds[i] != NONE) {
                put(oldKeys[i], oldIds[i]);
            }
        }
    }
}
