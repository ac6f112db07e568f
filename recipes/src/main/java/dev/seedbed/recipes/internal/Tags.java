package dev.seedbed.recipes.internal;

import java.util.List;
import java.util.regex.Pattern;

/// Texts between tags such as `[Start of Question]` and `[End of Question]`.
public final class Tags {
    private Tags() {}

    /// All that stand in tags of a name, in their order, without white space around. A tag that is not closed, or
    /// opens again before that, does not count.
    public static List<String> all(String text, String name) {
        String start = Pattern.quote("[Start of " + name + "]");
        String end = Pattern.quote("[End of " + name + "]");
        return Pattern.compile(start + "((?:(?!" + start + ").)*?)" + end, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1).strip())
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
