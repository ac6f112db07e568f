package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Evolves instructions by a method, and answers them.
///
/// @param wholeIfNone whether a reply without steps is itself the evolved instruction
record Evolving(Question evolver, Question responder, boolean wholeIfNone) {
    /// @param numbers of the questions
    List<Reading<String>> evolve(Sample sample, Work work, String method, List<String> texts, IntSupplier numbers)
            throws InterruptedException {
        List<Ask> asks = new ArrayList<>();
        for (String text : texts) {
            asks.add(evolver.ask(sample, Map.of("method", method, "instruction", text))
                    .number(numbers.getAsInt()));
        }
        return evolver.putAll(work, asks, Reading.whole(text -> Steps.instruction(text, wholeIfNone)));
    }

    /// The answers; one that shows a [Failure] is unusable, and is not asked for again.
    List<Reading<String>> answer(Sample sample, Work work, List<String> texts, IntSupplier numbers)
            throws InterruptedException {
        List<Ask> asks = new ArrayList<>();
        for (String text : texts) {
            asks.add(responder.ask(sample, Map.of("instruction", text)).number(numbers.getAsInt()));
        }
        return responder.putAll(work, asks, Reading.text()).stream()
                .map(Evolving::checked)
                .toList();
    }

    private static Reading<String> checked(Reading<String> answer) {
        return answer instanceof Reading.Found<String>(String text)
                ? Failure.of(text).<Reading<String>>map(Reading.Unusable::new).orElse(answer)
                : answer;
    }

    /// Evolves one and answers it.
    Reading<Evolved> one(Sample sample, Work work, String method, String text, IntSupplier numbers)
            throws InterruptedException {
        return switch (evolve(sample, work, method, List.of(text), numbers).getFirst()) {
            case Reading.Unusable<String> unusable -> new Reading.Unusable<>(unusable.rejection());
            case Reading.Found<String> evolved -> {
                Optional<Reading<Evolved>> copied = Elimination.UNCHANGED
                        .ofInstruction(text, evolved.value())
                        .map(Reading.Unusable::new);
                yield copied.isPresent()
                        ? copied.get()
                        : switch (answer(sample, work, List.of(evolved.value()), numbers)
                                .getFirst()) {
                            case Reading.Unusable<String> unusable -> new Reading.Unusable<>(unusable.rejection());
                            case Reading.Found<String> answer ->
                                Reading.found(new Evolved(evolved.value(), answer.value()));
                        };
            }
        };
    }
}
