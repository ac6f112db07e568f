package dev.seedbed.recipes.taxonomy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.JsonQuestion;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import dev.seedbed.text.Normalization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Asks for what lies below a node of a tree, several times over, and makes a child of each; those that repeat a
/// sibling but for case and white space, or are too many, are marked for [Sifting], as are replies without use.
///
/// @param values what the prompt's variables stand for
/// @param times how often it is asked
/// @param most how many children may go on
record NodesStep(
        String name,
        JsonQuestion question,
        Function<Data, Map<String, Object>> values,
        int times,
        int most,
        Nodes nodes)
        implements Generator {

    /// @param what one is, as the reasons and its first column name it
    /// @param field of the reply that lists them
    /// @param columns that a node has, its name first
    /// @param read the columns of an item of the list
    record Nodes(String what, String field, List<String> columns, Function<Object, Data> read) {}

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Ask> asks = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            asks.add(
                    question.question().ask(sample, values.apply(sample.data())).number(i));
        }
        Siblings siblings = new Siblings(sample.data());
        question.putAll(work, asks).forEach(siblings::enter);
        return Outcome.became(sample.children(name, siblings.rows));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(nodes.columns());
    }

    private final class Siblings {
        private final Data parent;
        private final List<Data> rows = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        Siblings(Data parent) {
            this.parent = parent;
        }

        void enter(Reading<Data> reading) {
            switch (reading) {
                case Reading.Unusable<Data> unusable -> rows.add(Sifting.marked(parent, unusable.rejection()));
                case Reading.Found<Data> found -> {
                    for (Object item : found.value().value(nodes.field()) instanceof List<?> list ? list : List.of()) {
                        enter(nodes.read().apply(item));
                    }
                }
            }
        }

        private void enter(Data node) {
            String given = node.text(nodes.what());
            Data row = parent.with(node);
            if (names.contains(Normalization.STANDARD.apply(given))) {
                rows.add(fault(row, "duplicate", "'" + given + "' was listed before", given));
            } else if (names.size() == most) {
                rows.add(fault(row, "too-many", "there are " + most + " already", given));
            } else {
                names.add(Normalization.STANDARD.apply(given));
                rows.add(row);
            }
        }

        private Data fault(Data row, String kind, String explanation, String given) {
            String what = kind.equals("too-many") ? nodes.what() + "s" : nodes.what();
            return Sifting.marked(row, new Rejection(kind + "-" + what, explanation, Data.of(nodes.what(), given)));
        }
    }
}
