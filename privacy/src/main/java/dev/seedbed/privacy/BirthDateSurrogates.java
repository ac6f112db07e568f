package dev.seedbed.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Dates of birth moved by one time for all, in the form in which they were written.
final class BirthDateSurrogates {
    private BirthDateSurrogates() {}

    static String moved(String original, int days) {
        List<int[]> groups = groups(original);
        return groups.size() == 3 ? numeric(original, groups, days) : named(original, groups, days);
    }

    private static String numeric(String original, List<int[]> groups, int days) {
        int[] numbers = groups.stream()
                .mapToInt(group -> Integer.parseInt(original.substring(group[0], group[1])))
                .toArray();
        boolean yearFirst = groups.getFirst()[1] - groups.getFirst()[0] == 4;
        char sign = original.charAt(groups.getFirst()[1]);
        boolean dayFirst = sign == '.' || numbers[0] > 12;
        int yearPlace = yearFirst ? 0 : 2;
        int monthPlace = yearFirst || dayFirst ? 1 : 0;
        int dayPlace = 3 - yearPlace - monthPlace;
        try {
            boolean twoDigits = numbers[yearPlace] < 100;
            LocalDate date = LocalDate.of(
                            twoDigits ? 1900 + numbers[yearPlace] : numbers[yearPlace],
                            numbers[monthPlace],
                            numbers[dayPlace])
                    .minusDays(days);
            int[] moved = new int[3];
            moved[yearPlace] = twoDigits ? date.getYear() % 100 : date.getYear();
            moved[monthPlace] = date.getMonthValue();
            moved[dayPlace] = date.getDayOfMonth();
            return written(original, groups, moved);
        } catch (DateTimeException noDate) {
            return written(original, groups, new int[] {yearFirst ? 1970 : 1, 1, yearFirst ? 1 : 1970});
        }
    }

    /// The month stays, as it is a word; the year and the day move.
    private static String named(String original, List<int[]> groups, int days) {
        int[] moved = new int[groups.size()];
        for (int place = 0; place < moved.length; place++) {
            int[] group = groups.get(place);
            int number = Integer.parseInt(original.substring(group[0], group[1]));
            boolean year = group[1] - group[0] == 4;
            moved[place] = year ? number - 1 - days / 365 : (number + days) % 28 + 1;
        }
        return written(original, groups, moved);
    }

    private static List<int[]> groups(String original) {
        List<int[]> groups = new ArrayList<>();
        for (int at = 0; at < original.length(); at++) {
            if (Signs.isDigit(original.charAt(at))) {
                int begin = at;
                while (at < original.length() && Signs.isDigit(original.charAt(at))) {
                    at++;
                }
                groups.add(new int[] {begin, at});
            }
        }
        return groups;
    }

    private static String written(String original, List<int[]> groups, int[] numbers) {
        StringBuilder other = new StringBuilder();
        int copied = 0;
        for (int place = 0; place < numbers.length; place++) {
            int[] group = groups.get(place);
            other.append(original, copied, group[0]);
            String number = Integer.toString(numbers[place]);
            boolean padded = original.charAt(group[0]) == '0' || group[1] - group[0] == 2;
            other.append("0".repeat(padded ? Math.max(0, group[1] - group[0] - number.length()) : 0))
                    .append(number);
            copied = group[1];
        }
        return other.append(original, copied, original.length()).toString();
    }
}
