package dev.seedbed.curate.contamination;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.contamination.FurtherStages.Judged;
import dev.seedbed.curate.contamination.FurtherStages.Proposal;
import dev.seedbed.text.Excerpt;
import dev.seedbed.text.contamination.Contamination;
import dev.seedbed.text.contamination.Finder;
import dev.seedbed.text.contamination.TestItem;
import dev.seedbed.text.contamination.TestItems;
import dev.seedbed.text.contamination.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rejects samples that hold a test item.
///
/// ```java
/// Gate gate = new DecontaminationGate("decontaminate", List.of("question"), items, EnumSet.allOf(Verdict.class));
/// ```
///
/// Each column is looked at by itself; of a list of messages, their contents are the text. The item with the most
/// evidence of the first column that holds one is in the rejection. A column that is absent or null holds none.
///
/// Further stages, if there are any, are asked about what words say is rephrased, and about what words do not find;
/// what
/// is verbatim or edited needs none. Where a judge gives no verdict, what the words say stands.
///
/// Any number of threads; a verdict depends on the sample, the items and the models' replies only.
public final class DecontaminationGate implements Gate {
    /// The column with the verdict, if nothing is rejected.
    public static final String CONTAMINATION = "contamination";

    /// With a judge, the column that says why a row was not judged; null if it was, or needed none.
    public static final String UNJUDGED = "contamination_unjudged";

    private static final String REASON = "contaminated-";
    private static final int LONGEST_SHOWN = 300;

    private final String name;
    private final List<String> columns;
    private final Supplier<TestItems> source;
    private final Set<Verdict> verdicts;
    private final boolean annotate;
    private final Optional<FurtherStages> further;
    private final Queue<Finder> finders = new ConcurrentLinkedQueue<>();
    private @Nullable TestItems items;

    /// @param verdicts those that count
    public DecontaminationGate(String name, List<String> columns, TestItems items, Set<Verdict> verdicts) {
        this(name, columns, () -> items, verdicts, false, Optional.empty());
    }

    /// @param source asked when the first sample comes
    DecontaminationGate(
            String name,
            List<String> columns,
            Supplier<TestItems> source,
            Set<Verdict> verdicts,
            boolean annotate,
            Optional<FurtherStages> further) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.source = source;
        this.verdicts = Set.copyOf(verdicts);
        this.annotate = annotate;
        this.further = further;
    }

    @Override
    public String name() {
        return name;
    }

    private boolean hasJudge() {
        return further.flatMap(FurtherStages::judge).isPresent();
    }

    @Override
    public Columns columnsAfter(Columns before) {
        Columns with = annotate ? before.plus(List.of(CONTAMINATION)) : before;
        return hasJudge() ? with.plus(List.of(UNJUDGED)) : with;
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Decision decision = decide(sample, work);
        if (!annotate && decision.hit().isPresent()) {
            return Outcome.rejected(rejection(decision.hit().get()));
        }
        Sample passing = annotate
                ? sample.with(
                        CONTAMINATION,
                        decision.hit()
                                .map(hit -> Data.of("verdict", hit.verdict().code())
                                        .with(hit.evidence())
                                        .asMap())
                                .orElse(null))
                : sample;
        return Outcome.passed(
                hasJudge() ? passing.with(UNJUDGED, decision.unjudged().orElse(null)) : passing);
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) throws InterruptedException {
        return decide(sample, work).hit().map(DecontaminationGate::rejection);
    }

    private static Rejection rejection(Hit hit) {
        return new Rejection(REASON + hit.verdict().code(), hit.explanation(), hit.evidence());
    }

    /// A row that counts as contaminated, and why.
    private record Hit(Verdict verdict, String explanation, Data evidence) {}

    /// What came of all stages.
    ///
    /// @param unjudged why a judge who was asked decided nothing
    private record Decision(Optional<Hit> hit, Optional<String> unjudged) {
        static final Decision CLEAN = new Decision(Optional.empty(), Optional.empty());

        static Decision of(Hit hit) {
            return new Decision(Optional.of(hit), Optional.empty());
        }
    }

    private record Found(String column, String text, Contamination hit) {
        Hit asHit(Data more) {
            return new Hit(
                    hit.verdict(),
                    column + " " + hit.explanation(),
                    Data.of("column", column)
                            .with(Data.copyOf(hit.evidence(text)))
                            .with(more));
        }
    }

    private Decision decide(Sample sample, Work work) throws InterruptedException {
        Optional<Found> found = find(sample);
        if (further.isEmpty()) {
            return found.map(each -> Decision.of(each.asHit(Data.empty()))).orElse(Decision.CLEAN);
        }
        FurtherStages stages = further.get();
        if (found.isPresent()) {
            return ofWords(stages, found.get(), work);
        }
        Optional<String> unjudged = Optional.empty();
        for (String column : columns) {
            Decision decision =
                    ofMeaning(stages, column, RowText.of(sample.data().value(column)), work);
            if (decision.hit().isPresent()) {
                return decision;
            }
            unjudged = unjudged.isPresent() ? unjudged : decision.unjudged();
        }
        return new Decision(Optional.empty(), unjudged);
    }

    /// What is rephrased by the rule, as the judge sees it; all else as it is.
    private static Decision ofWords(FurtherStages stages, Found found, Work work) throws InterruptedException {
        Data lexical = Data.of("stage", "lexical");
        if (stages.judge().isEmpty() || found.hit().verdict() != Verdict.REPHRASED) {
            return Decision.of(found.asHit(lexical));
        }
        List<Proposal> one = List.of(new Proposal(found.hit().item(), Optional.empty()));
        Judged judged =
                stages.judged(stages.judge().get(), one, found.hit().passage().of(found.text()), work);
        if (judged.same().isPresent()) {
            return Decision.of(found.asHit(Data.of("stage", "judge")
                    .with("judge", stages.judge().get().alias())
                    .with("judge_reason", judged.reasons().orElse(""))));
        }
        return judged.unjudged()
                .map(cause -> Decision.of(found.asHit(lexical.with("unjudged", cause))))
                .orElse(Decision.CLEAN);
    }

    private Decision ofMeaning(FurtherStages stages, String column, String text, Work work)
            throws InterruptedException {
        List<Proposal> close = stages.close(items(), text, work);
        if (close.isEmpty()) {
            return Decision.CLEAN;
        }
        if (stages.judge().isEmpty()) {
            return Decision.of(meant(stages, column, text, close.getFirst(), Data.of("stage", "embedding")));
        }
        Judged judged = stages.judged(stages.judge().get(), close, text, work);
        Data evidence = Data.of("stage", "judge")
                .with("judge", stages.judge().get().alias())
                .with("judge_reason", judged.reasons().orElse(""));
        return new Decision(
                judged.same().map(proposal -> meant(stages, column, text, proposal, evidence)), judged.unjudged());
    }

    private static Hit meant(FurtherStages stages, String column, String text, Proposal proposal, Data more) {
        TestItem item = proposal.item();
        double cosine = Math.round(proposal.cosine().orElse(0.0) * 1e4) / 1e4;
        String explanation = String.format(
                Locale.ROOT,
                "%s means what the question of item %s of %s means: a cosine of %.4f, of at least %s",
                column,
                item.id(),
                item.benchmark(),
                cosine,
                stages.closeness());
        return new Hit(
                Verdict.REPHRASED,
                explanation,
                Data.of("column", column)
                        .with("benchmark", item.benchmark())
                        .with("item", item.id())
                        .with("part", "question")
                        .with("cosine", cosine)
                        .with("closeness", stages.closeness())
                        .with("matched", Excerpt.of(text, LONGEST_SHOWN))
                        .with(more));
    }

    private Optional<Found> find(Sample sample) {
        Finder finder = finder();
        try {
            for (String column : columns) {
                String text = RowText.of(sample.data().value(column));
                Optional<Contamination> hit = finder.find(text).stream().findFirst();
                if (hit.isPresent()) {
                    return hit.map(each -> new Found(column, text, each));
                }
            }
            return Optional.empty();
        } finally {
            finders.add(finder);
        }
    }

    /// Waits for the items first: who looked for a free one before would make another that nobody needs.
    private Finder finder() {
        TestItems read = items();
        Finder free = finders.poll();
        return free == null ? read.finder(verdicts) : free;
    }

    private synchronized TestItems items() {
        TestItems read = items;
        if (read == null) {
            read = source.get();
            items = read;
        }
        return read;
    }
}
