package dev.seedbed.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    /// `12 March 1985`, `March 12th, 1985`: the month in the same language and form.
    ///
    /// @return the original if it is no whole date
    private static String named(String original, List<int[]> groups, int days) {
        if (groups.size() != 2) {
            return original;
        }
        int[] dayAt = groups.getFirst();
        int[] yearAt = groups.getLast();
        boolean monthFirst = Character.isLetter(original.charAt(0));
        int dayEnd = ordinalEnd(original, dayAt[1]);
        int[] word = monthFirst ? wordIn(original, 0, dayAt[0]) : wordIn(original, dayEnd, yearAt[0]);
        String written = original.substring(word[0], word[1]);
        String before = monthFirst ? "" : original.substring(dayAt[1], word[0]);
        try {
            LocalDate date = LocalDate.of(
                            Integer.parseInt(original.substring(yearAt[0], yearAt[1])),
                            NamedMonths.number(written, before),
                            Integer.parseInt(original.substring(dayAt[0], dayAt[1])))
                    .minusDays(days);
            String day = day(original, dayAt, dayEnd, date.getDayOfMonth());
            String month = NamedMonths.other(written, before, date.getMonthValue());
            String year = "%04d".formatted(date.getYear());
            String tail = original.substring(yearAt[1]);
            return monthFirst
                    ? month
                            + original.substring(word[1], dayAt[0])
                            + day
                            + original.substring(dayEnd, yearAt[0])
                            + year
                            + tail
                    : original.substring(0, dayAt[0])
                            + day
                            + original.substring(dayEnd, word[0])
                            + month
                            + original.substring(word[1], yearAt[0])
                            + year
                            + tail;
        } catch (DateTimeException | NumberFormatException noDate) {
            return original;
        }
    }

    /// `12th`, `1er`: letters right after the day.
    private static int ordinalEnd(String original, int dayEnd) {
        int at = dayEnd;
        while (at < original.length() && Character.isLetter(original.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String day(String original, int[] dayAt, int dayEnd, int day) {
        boolean padded = original.charAt(dayAt[0]) == '0';
        String written = (padded && day < 10 ? "0" : "") + day;
        String suffix = original.substring(dayAt[1], dayEnd);
        return switch (suffix.toLowerCase(Locale.ROOT)) {
            case "st", "nd", "rd", "th" -> written + english(day);
            case "er" -> written + (day == 1 ? "er" : "");
            default -> written + suffix;
        };
    }

    private static String english(int day) {
        if (day / 10 == 1) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    /// The longest word there, which is the month, not `of` or `de`.
    private static int[] wordIn(String original, int from, int to) {
        int[] longest = {from, from};
        int begin = from;
        for (int at = from; at <= to; at++) {
            if (at == to || !Character.isLetter(original.charAt(at))) {
                if (at - begin > longest[1] - longest[0]) {
                    longest = new int[] {begin, at};
                }
                begin = at + 1;
            }
        }
        return longest;
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
