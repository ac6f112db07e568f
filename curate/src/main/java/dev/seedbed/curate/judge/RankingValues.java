package dev.seedbed.curate.judge;

import dev.seedbed.curate.judge.VerdictGrammar.Hints;
import dev.seedbed.curate.judge.VerdictGrammar.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How rankings are said: every number once, the best first. Ties are not.
record RankingValues(int count) {
    private static final String ITEM = "(?:(?:answer|response|text)\\s+)?\\[?#?\\d{1,4}\\]?";
    private static final Pattern ORDER = Pattern.compile(
            "[\\[(<]{0,2}" + ITEM + "(?:\\s*>\\s*" + ITEM + ")+[\\])>]{0,2}|[\\[(<]{0,2}" + ITEM + "(?:\\s*,\\s*" + ITEM
                    + ")+[\\])>]{0,2}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_DIGITS = Pattern.compile("\\D+");

    static Values<List<Integer>> of(int count) {
        RankingValues values = new RankingValues(count);
        return new Values<>(
                "Ranking",
                "ranking|rank|order|verdict|result",
                Set.of("ranking", "rank", "order", "verdict", "result"),
                "<all " + count + " numbers, the best first, such as "
                        + IntStream.rangeClosed(1, count)
                                .mapToObj(i -> Integer.toString(count + 1 - i))
                                .collect(Collectors.joining(" > "))
                        + ">",
                values::value,
                values::bare,
                Optional.empty(),
                Hints.STANDARD);
    }

    private Spoken<List<Integer>> bare(String text) {
        return text.contains(">") || (text.startsWith("[[") && text.endsWith("]]")) ? value(text) : Spoken.nothing();
    }

    private Spoken<List<Integer>> value(String text) {
        if (!ORDER.matcher(text).matches()) {
            return Spoken.nothing();
        }
        List<Integer> order = Arrays.stream(NO_DIGITS.split(text))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
        boolean complete = order.size() == count
                && new HashSet<>(order).size() == count
                && order.stream().allMatch(number -> number >= 1 && number <= count);
        return complete
                ? Spoken.said(order)
                : Spoken.wrong(
                        "not-a-permutation", "\"" + text + "\" is not every number from 1 to " + count + " once");
    }
}
