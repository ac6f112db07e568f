package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import dev.seedbed.recipes.internal.Picking;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks for the evolving method that fails least: evolves a few instructions, has what happened analysed and the
/// method improved, and keeps an improvement if it fails less on the instructions set aside for that.
///
/// The instructions come from a file, the choice among them from the draw, and each question has its place in one
/// numbering: so the search is the same however often it is begun.
///
/// @param instructions those set aside first
/// @param evolving the questions that evolve and answer
/// @param aside how many instructions failures are counted on
/// @param steps how often at most the method is improved
/// @param batch how many instructions are evolved for the analysis
/// @param stages how often each of them
/// @param candidates how many improvements are tried at a step
record MethodSearch(
        Supplier<List<String>> instructions,
        String initial,
        Evolving evolving,
        JudgeQuestion analyser,
        Question optimiser,
        int aside,
        int steps,
        int batch,
        int stages,
        int candidates) {

    /// What was found.
    ///
    /// @param failureRate the share of failures on the instructions set aside
    /// @param trials all methods that were tried, each with `step`, `candidate`, `method`, `feedback`,
    ///     `failure_rate`, `chosen` and `problem`: why there is no feedback or no method, else null
    record Result(String method, double failureRate, List<Map<String, @Nullable Object>> trials) {}

    Result run(Sample sample, Work work) throws InterruptedException {
        return new Search(sample, work).run();
    }

    private final class Search {
        private final Sample sample;
        private final Work work;
        private final List<Map<String, @Nullable Object>> trials = new ArrayList<>();
        private int asked;

        Search(Sample sample, Work work) {
            this.sample = sample;
            this.work = work;
        }

        Result run() throws InterruptedException {
            List<String> all = instructions.get();
            List<String> judged = all.subList(0, aside);
            String method = initial;
            double rate = failureRate(method, judged);
            record(0, 0, method, null, rate, true, null);
            // Nothing fails less than a method that never fails.
            for (int step = 1; step <= steps && rate > 0; step++) {
                List<String> some = Picking.some(all.subList(aside, all.size()), batch, work.random(step));
                Reading<String> feedback = feedback(method, some);
                Best best = best(step, method, feedback, judged);
                if (best.rate() >= rate) {
                    break;
                }
                method = best.method();
                rate = best.rate();
                trials.get(best.trial()).put("chosen", true);
            }
            return new Result(method, rate, trials);
        }

        private record Best(String method, double rate, int trial) {}

        /// The improvement that fails least; the first among equals. One that cannot be read is none.
        private Best best(int step, String method, Reading<String> feedback, List<String> judged)
                throws InterruptedException {
            return switch (feedback) {
                case Reading.Found<String>(String said) -> best(step, method, said, judged);
                case Reading.Unusable<String> unusable -> {
                    record(
                            step,
                            0,
                            method,
                            null,
                            null,
                            false,
                            unusable.rejection().reason());
                    yield new Best(method, Double.POSITIVE_INFINITY, 0);
                }
            };
        }

        private Best best(int step, String method, String said, List<String> judged) throws InterruptedException {
            Best best = new Best(method, Double.POSITIVE_INFINITY, 0);
            List<Ask> asks = new ArrayList<>();
            for (int i = 0; i < candidates; i++) {
                asks.add(numbered(optimiser.ask(sample, Map.of("method", method, "feedback", said))));
            }
            List<Reading<String>> improved = optimiser.putAll(work, asks, Reading.whole(Steps::method));
            for (int i = 0; i < improved.size(); i++) {
                switch (improved.get(i)) {
                    case Reading.Unusable<String> unusable ->
                        record(
                                step,
                                i,
                                null,
                                said,
                                null,
                                false,
                                unusable.rejection().reason());
                    case Reading.Found<String> found -> {
                        double rate = failureRate(found.value(), judged);
                        record(step, i, found.value(), said, rate, false, null);
                        best = rate < best.rate() ? new Best(found.value(), rate, trials.size() - 1) : best;
                    }
                }
            }
            return best;
        }

        private Reading<String> feedback(String method, List<String> some) throws InterruptedException {
            List<List<String>> trajectories = new ArrayList<>();
            some.forEach(text -> trajectories.add(new ArrayList<>(List.of(text))));
            for (int stage = 0; stage < stages; stage++) {
                List<Reading<String>> evolved = evolving.evolve(
                        sample,
                        work,
                        method,
                        trajectories.stream().map(List::getLast).toList(),
                        this::next);
                for (int i = 0; i < evolved.size(); i++) {
                    if (evolved.get(i) instanceof Reading.Found<String>(String text)) {
                        trajectories.get(i).add(text);
                    }
                }
            }
            Inquiry inquiry = analyser.about(next(), Map.of("method", method, "trajectories", trajectories));
            return switch (analyser.put(work, inquiry, new Analysis())) {
                case Reading.Found<Heard<String>> found ->
                    Reading.found(found.value().value());
                case Reading.Unusable<Heard<String>> unusable -> new Reading.Unusable<>(unusable.rejection());
            };
        }

        /// An instruction that cannot be evolved or answered counts as a failure.
        private double failureRate(String method, List<String> judged) throws InterruptedException {
            List<Reading<String>> evolved = evolving.evolve(sample, work, method, judged, this::next);
            List<String> texts = new ArrayList<>();
            for (Reading<String> each : evolved) {
                if (each instanceof Reading.Found<String>(String text)) {
                    texts.add(text);
                }
            }
            long fine = evolving.answer(sample, work, texts, this::next).stream()
                    .filter(each -> each instanceof Reading.Found)
                    .count();
            return (judged.size() - fine) / (double) judged.size();
        }

        private int next() {
            return asked++;
        }

        private Ask numbered(Ask ask) {
            return ask.number(next());
        }

        private void record(
                int step,
                int candidate,
                @Nullable String method,
                @Nullable String feedback,
                @Nullable Double rate,
                boolean chosen,
                @Nullable String problem) {
            Map<String, @Nullable Object> trial = new LinkedHashMap<>();
            trial.put("step", step);
            trial.put("candidate", candidate);
            trial.put("method", method);
            trial.put("feedback", feedback);
            trial.put("failure_rate", rate);
            trial.put("chosen", chosen);
            trial.put("problem", problem);
            trials.add(trial);
        }
    }
}
