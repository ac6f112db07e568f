package dev.seedbed.curate.judge;

import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.curate.judge.Hearing.Opinion;
import dev.seedbed.curate.judge.Verdict.Unscored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The judges of a step, and how they are asked.
///
/// ```java
/// List<Opinion<Double>> opinions = panel.ask(work, VerdictGrammar.scores(scale), inquiries);
/// ```
///
/// [Hearing] says how.
record Panel(List<Model> judges, Hearing hearing) {
    static final Parameter<String> MODEL = Parameter.model("model", "The judge. This or `models` must be given.");
    static final Parameter<List<String>> MODELS =
            Parameter.listOf("models", new Kind.ModelAlias(), "Several judges, each asked by itself: a panel.");
    static final Parameter<Double> TEMPERATURE = Parameter.decimal(
                    "temperature", 0, 5, "How freely judges choose their words.")
            .defaultsTo(0.0);
    static final Parameter<Long> MAX_TOKENS = Parameter.wholeNumber(
                    "max-tokens", 1, 1_000_000, "The most tokens of a reply, reasons included.")
            .defaultsTo(1024);
    static final Parameter<Long> RETRIES = Parameter.wholeNumber(
                    "retries", 0, 20, "How often a judge whose reply holds no clear verdict is asked again.")
            .defaultsTo(2);

    static Panel of(Building building, Prompt prompt) {
        Settings settings = building.settings();
        List<Model> judges = new ArrayList<>(building.models(MODELS));
        if (settings.find(MODEL).isPresent() == !judges.isEmpty()) {
            building.problem(
                    MODELS,
                    judges.isEmpty()
                            ? "is left out, and so is `model`: name the judge, or several"
                            : "is given, and so is `model`: name one judge with `model`, or all with `models`");
        }
        if (settings.find(MODELS).stream()
                .anyMatch(names -> names.stream().distinct().count() < names.size())) {
            building.problem(MODELS, "names a judge twice, who would say the same twice; name each once");
        }
        building.findModel(MODEL).ifPresent(judges::add);
        return new Panel(
                judges,
                new Hearing(
                        building.prompt(prompt),
                        Optional.empty(),
                        Sampling.of(settings.get(TEMPERATURE), Math.toIntExact(settings.get(MAX_TOKENS))),
                        Math.toIntExact(settings.get(RETRIES)),
                        true));
    }

    /// A question to one of the judges.
    static Inquiry inquiry(Model judge, Map<String, ?> values, List<String> texts) {
        return new Inquiry(judge, 0, values, texts);
    }

    /// Asks all and returns what each came to, in their order. Each judge's questions are counted by themselves, so
    /// that another judge beside it, or more samples, touch none of those that were answered.
    <T> List<Opinion<T>> ask(Work work, VerdictGrammar<T> grammar, List<Inquiry> inquiries)
            throws InterruptedException {
        Map<String, Integer> asked = new HashMap<>();
        List<Inquiry> numbered = new ArrayList<>();
        for (Inquiry inquiry : inquiries) {
            int number = asked.merge(inquiry.judge().alias(), 1, Integer::sum) - 1;
            numbered.add(new Inquiry(inquiry.judge(), number, inquiry.values(), inquiry.texts()));
        }
        return hearing.ask(work, grammar, numbered);
    }

    /// Why there is no verdict of the whole, unless more than half of those who were asked gave one.
    static <T> Optional<Unscored<T>> tooFew(List<Verdict<T>> verdicts) {
        List<Unscored<T>> unscored = new ArrayList<>();
        for (Verdict<T> verdict : verdicts) {
            if (verdict instanceof Unscored<T> each) {
                unscored.add(each);
            }
        }
        return 2 * unscored.size() >= verdicts.size() ? Optional.of(unscored.getFirst()) : Optional.empty();
    }
}
