package dev.seedbed.privacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Texts that are always found, and those that never are.
final class TextLists {
    private final Map<Character, List<String>> denied = new HashMap<>();
    private final Set<String> allowed = new HashSet<>();
    private final List<String> allowedEnds = new ArrayList<>();

    TextLists(List<String> denied, List<String> allowed) {
        for (String each : denied) {
            if (!each.isBlank()) {
                String text = Signs.folded(each.strip());
                this.denied
                        .computeIfAbsent(text.charAt(0), _ -> new ArrayList<>())
                        .add(text);
            }
        }
        this.denied.values().forEach(texts -> texts.sort((left, right) -> right.length() - left.length()));
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
        if (denied.isEmpty()) {
            return;
        }
        boolean inWord = false;
        for (int at = from; at < to; at++) {
            boolean word = Character.isLetterOrDigit(chars[at]);
            List<String> texts = inWord && word ? List.of() : denied.getOrDefault(Signs.fold(chars[at]), List.of());
            for (String text : texts) {
                if (stands(chars, at, to, text)) {
                    found.add(new Found(Kind.CUSTOM, at, at + text.length(), "deny-list", 1));
                    break;
                }
            }
            inWord = word;
        }
    }

    private static boolean stands(char[] chars, int at, int to, String text) {
        int end = at + text.length();
        if (end > to
                || (end < to && Character.isLetterOrDigit(chars[end]) && Character.isLetterOrDigit(chars[end - 1]))) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            if (Signs.fold(chars[at + index]) != text.charAt(index)) {
                return false;
            }
        }
        return true;
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
        return allowed.contains(text) || allowedEnds.stream().anyMatch(text::endsWith);
    }
}
