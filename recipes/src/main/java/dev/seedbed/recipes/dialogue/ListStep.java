package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks for a list, and makes a child of each item: one level of a tree of topics. The prompt may use the
/// sample's
/// columns and `count`.
///
/// @param column that gets the item
/// @param count how many items are asked for, and kept at most
/// @param fixed what else the children get
record ListStep(String name, Question question, String column, int count, Data fixed) implements Generator {
    private static final Pattern ITEM = Pattern.compile("^\\s{0,8}(?:\\d{1,3}[.):]|[-*\u2022])\\s+(.+)$");

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(sample.data().asMap());
        values.put("count", count);
        Reading<List<String>> reading = question.put(work, question.ask(sample, values), reply -> read(reply, count));
        return switch (reading) {
            case Reading.Found<List<String>> found -> Outcome.became(children(sample, found.value()));
            case Reading.Unusable<List<String>> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    private List<Sample> children(Sample sample, List<String> items) {
        return sample.children(
                name,
                items.stream()
                        .map(item -> sample.data().with(column, item).with(fixed))
                        .toList());
    }

    /// The items of a numbered or bulleted list, or the lines if there are no such marks; each once, whatever
    /// its
    /// letters' case; without the last if the reply was cut.
    static Reading<List<String>> read(Reply reply, int most) {
        return Reading.<List<String>>evenCut(text -> {
                    List<String> items = items(text);
                    if (reply.finish() == Finish.LENGTH && !items.isEmpty()) {
                        items.removeLast();
                    }
                    return items.isEmpty()
                            ? Reading.unusable("no-items", "the reply has no item of a list", text)
                            : Reading.found(List.copyOf(items.subList(0, Math.min(most, items.size()))));
                })
                .read(reply);
    }

    private static List<String> items(String text) {
        List<String> marked = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String line : text.lines().toList()) {
            Matcher item = ITEM.matcher(line);
            boolean isMarked = item.matches();
            String words = (isMarked ? item.group(1) : line).replace("**", "").strip();
            if (words.chars().anyMatch(Character::isLetter) && seen.add(words.toLowerCase(Locale.ROOT))) {
                (isMarked ? marked : lines).add(words);
            }
        }
        return marked.isEmpty() ? lines : marked;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(column)).plus(List.copyOf(fixed.columns()));
    }
}
