package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the numbered or bulleted list in a reply has: each item once, whatever its letters' case, and no more than
/// were asked for. Lines without a number or a bullet are no items: a refusal is no list.
///
/// @param cut the beginning of the item in which the reply was cut, unless there are enough without it
record Listed(List<String> items, Optional<String> cut) {
    static final Listed NONE = new Listed(List.of(), Optional.empty());
    private static final Pattern ITEM =
            Pattern.compile("^\\s{0,8}(?:\\*\\*)?(?:\\d{1,3}[.):]|[-*\u2022])(?:\\*\\*)?\\s+(.+)$");

    static Reading<Listed> read(Reply reply, int most) {
        return Reading.<Listed>evenCut(text -> {
                    List<String> marked = marked(text);
                    boolean isCut = reply.finish() == Finish.LENGTH;
                    Optional<String> last =
                            isCut && !marked.isEmpty() ? Optional.of(marked.removeLast()) : Optional.empty();
                    List<String> items = distinct(marked);
                    if (items.isEmpty()) {
                        return isCut
                                ? Reading.unusable(
                                        "truncated", "the reply was cut before it had a whole item of a list", text)
                                : Reading.unusable("no-items", "the reply has no item of a list", text);
                    }
                    return Reading.found(
                            items.size() < most
                                    ? new Listed(items, last)
                                    : new Listed(List.copyOf(items.subList(0, most)), Optional.empty()));
                })
                .read(reply);
    }

    private static List<String> marked(String text) {
        List<String> marked = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher item = ITEM.matcher(line);
            String words = item.matches() ? item.group(1).replace("**", "").strip() : "";
            if (words.chars().anyMatch(Character::isLetter)) {
                marked.add(words);
            }
        }
        return marked;
    }

    private static List<String> distinct(List<String> items) {
        Set<String> seen = new HashSet<>();
        return items.stream()
                .filter(item -> seen.add(item.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /// A row for each item, and behind them one for the cut item, marked for [Sifting].
    List<Data> rows(Data parent, String column) {
        List<Data> rows = new ArrayList<>();
        items.forEach(item -> rows.add(parent.with(column, item)));
        cut.ifPresent(text -> rows.add(Sifting.marked(
                parent.with(column, text),
                new Rejection("truncated", "the reply was cut in this item of its list", Data.of("text", text)))));
        return rows;
    }
}
