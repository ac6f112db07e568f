package dev.seedbed.privacy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Texts that are always found, and those that never are. Of any number of them: what stands at a place is told by
/// halving the sorted list, sign by sign.
final class TextLists {
    /// Without their case, and sorted.
    private final String[] denied;
    private final Set<String> allowed = new HashSet<>();
    private final Set<String> allowedEnds = new HashSet<>();

    TextLists(List<String> denied, List<String> allowed) {
        this.denied = denied.stream()
                .filter(each -> !each.isBlank())
                .map(each -> Signs.folded(each.strip()))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        for (String each : allowed) {
            String text = Signs.folded(each.strip());
            if (text.startsWith("@")) {
                allowedEnds.add(text);
            } else {
                this.allowed.add(text);
            }
        }
    }

    void deny(char[] chars, int from, int to, List<Found> found) {
        if (denied.length == 0) {
            return;
        }
        boolean inWord = false;
        for (int at = from; at < to; at++) {
            boolean word = Character.isLetterOrDigit(chars[at]);
            int length = inWord && word ? 0 : longest(chars, at, to);
            if (length > 0) {
                found.add(new Found(Kind.CUSTOM, at, at + length, "deny-list", 1));
            }
            inWord = word;
        }
    }

    /// How long the longest of them is that stands here as whole words, or 0.
    private int longest(char[] chars, int at, int to) {
        int first = 0;
        int last = denied.length;
        int longest = 0;
        for (int length = 0; at + length < to; length++) {
            char sign = Signs.fold(chars[at + length]);
            first = from(first, last, length, sign);
            last = from(first, last, length, (char) (sign + 1));
            if (first >= last) {
                break;
            }
            // Of those that begin alike, the shortest comes first.
            if (denied[first].length() == length + 1 && endsWord(chars, at + length + 1, to)) {
                longest = length + 1;
            }
        }
        return longest;
    }

    /// The first of some that begin alike with this sign or a greater one at a place.
    private int from(int first, int last, int place, char sign) {
        int low = first;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            String text = denied[middle];
            if (text.length() > place && text.charAt(place) >= sign) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static boolean endsWord(char[] chars, int end, int to) {
        return end >= to || !Character.isLetterOrDigit(chars[end]) || !Character.isLetterOrDigit(chars[end - 1]);
    }

    List<Found> allow(char[] chars, List<Found> found) {
        if (allowed.isEmpty() && allowedEnds.isEmpty()) {
            return found;
        }
        return found.stream().filter(each -> !isAllowed(chars, each)).toList();
    }

    private boolean isAllowed(char[] chars, Found found) {
        if (found.rule().equals("deny-list")) {
            return false;
        }
        String text = Signs.folded(new String(chars, found.from(), found.length()));
        if (allowed.contains(text)) {
            return true;
        }
        for (int at = text.indexOf('@'); at >= 0 && !allowedEnds.isEmpty(); at = text.indexOf('@', at + 1)) {
            if (allowedEnds.contains(text.substring(at))) {
                return true;
            }
        }
        return false;
    }
}
