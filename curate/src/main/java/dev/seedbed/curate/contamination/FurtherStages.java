package dev.seedbed.curate.contamination;

import dev.seedbed.api.model.Model;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.curate.judge.Hearing.Opinion;
import dev.seedbed.curate.judge.Verdict.Given;
import dev.seedbed.curate.judge.Verdict.Unscored;
import dev.seedbed.curate.judge.VerdictGrammar;
import dev.seedbed.text.Excerpt;
import dev.seedbed.text.NearestVectors;
import dev.seedbed.text.contamination.TestItem;
import dev.seedbed.text.contamination.TestItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What models say about rephrased items, behind the rule that looks at words.
///
/// **Embeddings** propose the items whose meaning is closest to a whole text. **A judge** says of each item that words
/// or
/// embeddings propose whether it asks the same. A judge whose reply holds no verdict decides nothing.
///
/// Any number of threads; the items are embedded when the first text comes, and others wait for it.
///
/// @param embedder proposes items; empty for none
/// @param closeness the least cosine of what it proposes
/// @param judge says whether two questions are the same; empty for none
/// @param hearing how it is asked
record FurtherStages(
        Optional<Model> embedder, double closeness, Optional<Model> judge, Hearing hearing, Vectors vectors) {
    static final String ITEM = "item";
    static final String TEXT = "text";

    private static final VerdictGrammar<Boolean> SAME =
            VerdictGrammar.choices("Verdict", Map.of("same", true, "different", false));

    /// So many items are proposed to a judge.
    private static final int MOST_PROPOSED = 3;

    /// A judge sees so much of a text.
    private static final int MOST_SHOWN = 8_000;

    /// An item that a text may be.
    ///
    /// @param cosine empty if words proposed it
    record Proposal(TestItem item, Optional<Double> cosine) {}

    /// What a judge made of proposals.
    record Judged(Optional<Proposal> same, Optional<String> reasons, Optional<String> unjudged) {}

    FurtherStages(Optional<Model> embedder, double closeness, Optional<Model> judge, Hearing hearing) {
        this(embedder, closeness, judge, hearing, new Vectors());
    }

    /// The vectors of the items, once they are made.
    static final class Vectors {
        private final ReentrantLock lock = new ReentrantLock();
        private final List<TestItem> embedded = new ArrayList<>();
        private @Nullable NearestVectors nearest;

        private NearestVectors of(TestItems items, Model model, Work work) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                NearestVectors made = nearest;
                if (made == null) {
                    List<TestItem> asked = items.items().stream()
                            .filter(item -> !item.question().isBlank())
                            .toList();
                    List<float[]> all = work.embed(
                            model, asked.stream().map(TestItem::question).toList());
                    made = new NearestVectors(all.isEmpty() ? 1 : all.getFirst().length);
                    all.forEach(made::add);
                    embedded.addAll(asked);
                    nearest = made;
                }
                return made;
            } finally {
                lock.unlock();
            }
        }
    }

    /// The items that are close in meaning to a text, the closest first.
    List<Proposal> close(TestItems items, String text, Work work) throws InterruptedException {
        if (embedder.isEmpty() || text.isBlank()) {
            return List.of();
        }
        NearestVectors nearest = vectors.of(items, embedder.get(), work);
        float[] vector = work.embed(embedder.get(), List.of(text)).getFirst();
        List<Proposal> close = new ArrayList<>();
        for (NearestVectors.Neighbour neighbour : nearest.nearest(vector, judge.isPresent() ? MOST_PROPOSED : 1)) {
            if (neighbour.similarity() >= closeness) {
                close.add(new Proposal(vectors.embedded.get(neighbour.index()), Optional.of(neighbour.similarity())));
            }
        }
        return close;
    }

    /// Which of the proposals is the same, as the judge says: the first of them. If none is, and a reply held no
    /// verdict,
    /// why not.
    Judged judged(Model asked, List<Proposal> proposals, String text, Work work) throws InterruptedException {
        String shown = Excerpt.cut(text, MOST_SHOWN);
        List<Inquiry> inquiries = new ArrayList<>();
        for (Proposal proposal : proposals) {
            String question = proposal.item().question();
            inquiries.add(new Inquiry(
                    asked, inquiries.size(), Map.of(ITEM, question, TEXT, shown), List.of(question, shown)));
        }
        Optional<String> unjudged = Optional.empty();
        List<Opinion<Boolean>> opinions = hearing.ask(work, SAME, inquiries);
        for (int i = 0; i < opinions.size(); i++) {
            switch (opinions.get(i).verdict()) {
                case Given<Boolean> given -> {
                    if (given.value()) {
                        return new Judged(
                                Optional.of(proposals.get(i)), Optional.of(given.reasons()), Optional.empty());
                    }
                }
                case Unscored<Boolean> unscored -> unjudged = Optional.of(unscored.cause());
            }
        }
        return new Judged(Optional.empty(), Optional.empty(), unjudged);
    }
}
