package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.curate.judge.VerdictGrammar;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Rewrites an instruction once an epoch. What passes the rules goes into the next epoch; what fails leaves the
/// pool as it was. All become children, the failed ones marked.
///
/// @param judge says whether two instructions are equal
/// @param responder answers
/// @param cutsHeadings whether what stands before the text, up to `Prompt#:`, is taken off
/// @param originals whether the rows that came in are kept
record EvolveStep(
        String name,
        Rewriting rewriting,
        JudgeQuestion judge,
        Question responder,
        List<Operation> operations,
        List<Elimination> rules,
        int epochs,
        boolean cutsHeadings,
        boolean originals)
        implements Generator {
    /// The reply may be nothing but the words.
    private static final VerdictGrammar<Boolean> IS_EQUAL = VerdictGrammar.choices(
                    "Verdict", Map.of("Equal", true, "Not Equal", false))
            .alone();

    private static final int QUESTIONS_AN_EPOCH = 3;

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Lineage lineage = Lineage.of(sample);
        if (lineage.text().isEmpty()) {
            return Outcome.rejected(new Rejection("no-instruction", "the column `instruction` is empty", Data.empty()));
        }
        List<Data> rows = new ArrayList<>();
        if (originals) {
            rows.add(original(lineage, work));
        }
        for (int epoch = 1; epoch <= epochs; epoch++) {
            RandomGenerator random = work.random(epoch);
            Operation operation = operations.get(random.nextInt(operations.size()));
            switch (evolved(sample, work, lineage.parentText(), operation, epoch, random)) {
                case Reading.Found<Evolved> found -> {
                    Evolved evolved = found.value();
                    rows.add(lineage.row(evolved.instruction(), evolved.answer(), epoch, operation.word()));
                    lineage = lineage.evolvedTo(sample.id().child(name, rows.size() - 1), evolved.instruction());
                }
                case Reading.Unusable<Evolved> failed ->
                    rows.add(Sifting.marked(
                            lineage.row(lineage.parentText(), null, epoch, operation.word()), failed.rejection()));
            }
        }
        return Outcome.became(sample.children(name, rows));
    }

    /// The row that came in, answered unless it has an answer.
    private Data original(Lineage lineage, Work work) throws InterruptedException {
        Optional<String> known = lineage.sample().data().textIfPresent(Lineage.ANSWER);
        if (known.isPresent()) {
            return lineage.original(known.get());
        }
        return switch (answer(lineage.sample(), work, lineage.text(), 0)) {
            case Reading.Found<String> found -> lineage.original(found.value());
            case Reading.Unusable<String> unusable -> Sifting.marked(lineage.original(null), unusable.rejection());
        };
    }

    private Reading<String> answer(Sample sample, Work work, String text, int number) throws InterruptedException {
        return responder.put(
                work, responder.ask(sample, Map.of("instruction", text)).number(number), Reading.text());
    }

    private Reading<Evolved> evolved(
            Sample sample, Work work, String before, Operation operation, int epoch, RandomGenerator random)
            throws InterruptedException {
        int number = 1 + QUESTIONS_AN_EPOCH * (epoch - 1);
        Reading<String> rewritten = rewriting
                .depth()
                .put(
                        work,
                        rewriting.ask(sample, operation, before, random).number(number),
                        Reading.whole(text -> Reading.found(cutsHeadings ? withoutHeading(text) : text)));
        return switch (rewritten) {
            case Reading.Unusable<String> unusable -> new Reading.Unusable<>(unusable.rejection());
            case Reading.Found<String> found -> {
                Optional<Rejection> fault = fault(work, before, found.value(), number + 1);
                yield fault.isPresent()
                        ? new Reading.Unusable<>(fault.get())
                        : answered(sample, work, found.value(), number + 2);
            }
        };
    }

    private static String withoutHeading(String text) {
        String[] parts = text.split("Prompt#:", -1);
        return parts[parts.length - 1].strip();
    }

    private Optional<Rejection> fault(Work work, String before, String after, int number) throws InterruptedException {
        for (Elimination rule : rules) {
            Optional<Rejection> fault = rule.ofInstruction(before, after);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return rules.contains(Elimination.NO_INFORMATION_GAIN)
                ? equality(work, before, after, number)
                : Optional.empty();
    }

    private Optional<Rejection> equality(Work work, String before, String after, int number)
            throws InterruptedException {
        Inquiry inquiry = judge.about(number, Map.of("first", before, "second", after));
        return switch (judge.put(work, inquiry, IS_EQUAL)) {
            case Reading.Found<Heard<Boolean>> found ->
                found.value().value()
                        ? Optional.of(new Rejection(
                                Elimination.NO_INFORMATION_GAIN.word(),
                                "the judge finds the instruction equal to the one it was made of",
                                Data.of("text", after)))
                        : Optional.empty();
            case Reading.Unusable<Heard<Boolean>> unclear ->
                Optional.of(new Rejection(
                        "unclear-equality",
                        "it is not known whether the instruction says more than the one it was made of: "
                                + unclear.rejection().explanation(),
                        unclear.rejection().evidence()));
        };
    }

    private Reading<Evolved> answered(Sample sample, Work work, String text, int number) throws InterruptedException {
        return switch (answer(sample, work, text, number)) {
            case Reading.Unusable<String> unusable -> new Reading.Unusable<>(unusable.rejection());
            case Reading.Found<String> found ->
                rules.stream()
                        .flatMap(rule -> rule.ofAnswer(found.value()).stream())
                        .findFirst()
                        .<Reading<Evolved>>map(Reading.Unusable::new)
                        .orElseGet(() -> Reading.found(new Evolved(text, found.value())));
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(Lineage.COLUMNS);
    }
}
