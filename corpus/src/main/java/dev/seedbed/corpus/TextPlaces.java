package dev.seedbed.corpus;

import java.util.Arrays;

/// Where the texts of a row stand: each in the bytes, between its quotation marks, and in the chars. One thread.
final class TextPlaces {
    private static final int NUMBERS = 4;

    private int[] numbers = new int[NUMBERS * 8];
    private int count;

    void add(int bytesFrom, int bytesTo, int charsFrom, int charsTo) {
        int at = count * NUMBERS;
        if (at == numbers.length) {
            numbers = Arrays.copyOf(numbers, at * 2);
        }
        numbers[at] = bytesFrom;
        numbers[at + 1] = bytesTo;
        numbers[at + 2] = charsFrom;
        numbers[at + 3] = charsTo;
        count++;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    int bytesFrom(int place) {
        return numbers[place * NUMBERS];
    }

    int bytesTo(int place) {
        return numbers[place * NUMBERS + 1];
    }

    int charsFrom(int place) {
        return numbers[place * NUMBERS + 2];
    }

    int charsTo(int place) {
        return numbers[place * NUMBERS + 3];
    }
}
