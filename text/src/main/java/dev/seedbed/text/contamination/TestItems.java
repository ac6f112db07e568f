package dev.seedbed.text.contamination;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Test items, ready to be looked for in any number of rows.
///
/// ```java
/// TestItems items = TestItems.of(List.of(new TestItem("gsm8k", "1", "Janet's ducks lay 16 eggs per day. ...")));
/// Finder finder = items.finder();                                       // one for each thread
/// for (Contamination hit : finder.find("Janet's ducks produce 16 eggs each day. ...")) {
///     hit.verdict();                                                    // REPHRASED
///     hit.item().id();                                                  // "1"
///     hit.passage().of(row);                                            // the words that show it
/// }
/// ```
///
/// A row is first asked for the rare words of items, by an inverted index; the few items of which a stretch of the row
/// holds enough are then compared with it, word for word: the longest common run, the share of the item in common runs,
/// and for what has neither, the rule of [Terms]. So a row costs little more than reading its words.
///
/// An item is found as it is at any length, if it has anything of its own: one whose words weigh less than
/// [#LEAST_WEIGHT] (`What is it?`) would be found everywhere; it is not looked for, and is in [#tooCommon].
///
/// How rare words are follows from the items and a table of everyday English, not from the rows, so that the verdict
/// about a row does not depend on others. Immutable, and safe for any number of threads.
public final class TestItems {
    /// The least weight of an item's words, as [Terms] counts it: about two rare words.
    public static final double LEAST_WEIGHT = 12;

    /// The least words of an answer that is looked for by itself.
    public static final int LONG_ANSWER = 30;

    private final List<TestItem> items;
    private final List<TestItem> tooCommon;
    private final Entries entries;
    private final Postings postings;

    private TestItems(List<TestItem> items) {
        this.items = List.copyOf(items);
        Entries all = new Entries(items.size() * 3);
        for (int i = 0; i < items.size(); i++) {
            enter(all, i, items.get(i));
        }
        all.weigh();
        entries = all;
        postings = new Postings(all);
        tooCommon = withTooLittle();
    }

    private static void enter(Entries all, int number, TestItem item) {
        boolean whole = !item.answer().isEmpty() && all.isCode(item.question());
        all.add(number, Part.QUESTION, item.question(), !whole);
        if (whole) {
            all.add(number, Part.WHOLE, whole(item), true);
        }
        if (all.wordsOf(item.answer()) >= LONG_ANSWER) {
            all.add(number, Part.ANSWER, item.answer(), false);
        }
    }

    private static String whole(TestItem item) {
        return item.question() + "\n" + item.answer();
    }

    /// Items of one or more benchmarks. Of items with the same text, the first is found.
    public static TestItems of(List<TestItem> items) {
        return new TestItems(items);
    }

    private List<TestItem> withTooLittle() {
        List<TestItem> common = new ArrayList<>();
        boolean[] looked = new boolean[items.size()];
        for (int entry = 0; entry < entries.size(); entry++) {
            looked[entries.item[entry]] |= entries.total[entry] >= LEAST_WEIGHT;
        }
        for (int i = 0; i < looked.length; i++) {
            if (!looked[i]) {
                common.add(items.get(i));
            }
        }
        return List.copyOf(common);
    }

    /// All items, in the order in which they were given.
    public List<TestItem> items() {
        return items;
    }

    /// The items that are not looked for, because they have too little of their own.
    public List<TestItem> tooCommon() {
        return tooCommon;
    }

    /// Finds these items; each thread needs its own.
    public Finder finder() {
        return finder(EnumSet.allOf(Verdict.class));
    }

    /// Finds those that a row holds in one of these ways, and passes over what it holds in another: an item that is
    /// there in one of these ways is found even if another item has more evidence, but not in one of these ways.
    public Finder finder(Set<Verdict> verdicts) {
        return new Finder(this, entries, postings, verdicts);
    }

    TestItem item(int entry) {
        return items.get(entries.item[entry]);
    }

    String text(int entry) {
        TestItem item = item(entry);
        return switch (entries.part[entry]) {
            case QUESTION -> item.question();
            case ANSWER -> item.answer();
            case WHOLE -> whole(item);
        };
    }
}
