package dev.seedbed.curate.judge;

import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Verdict.Given;
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
/// All are asked at once, then all again whose replies hold no verdict, each as the next attempt of its draw. Every
/// attempt has a marker of its own, drawn by the work, so that asking again is another question even at temperature
/// 0, and no text can know it.
record Panel(List<Model> judges, Template prompt, Sampling sampling, int retries) {
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

    /// What every prompt may read.
    static final String MARKER = "marker";

    static final String FORM = "form";

    private static final String LETTERS = "bcdfghjkmnpqrstvwxz23456789";
    private static final int MARKER_LENGTH = 8;
    private static final int ATTEMPTS = 32;

    /// Markers are drawn with numbers from here on; a step's own draws have smaller ones.
    private static final int MARKER_DRAWS = 1 << 16;

    /// One question.
    ///
    /// @param values of the prompt's variables, but for marker and form
    /// @param texts that are judged or shown, none of which may contain the marker
    record Inquiry(Model judge, Map<String, ?> values, List<String> texts) {}

    /// What came of it.
    ///
    /// @param reply the last one, as it came
    record Opinion<T>(String judge, Verdict<T> verdict, String reply, int attempts) {}

    private record Put(Ask ask, String marker, boolean signed) {}

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
                building.prompt(prompt),
                Sampling.of(settings.get(TEMPERATURE), Math.toIntExact(settings.get(MAX_TOKENS))),
                Math.toIntExact(settings.get(RETRIES)));
    }

    /// Asks all and returns what each came to, in their order.
    <T> List<Opinion<T>> ask(Work work, VerdictGrammar<T> grammar, List<Inquiry> inquiries)
            throws InterruptedException {
        List<Opinion<T>> opinions = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        List<Integer> numbers = numbers(inquiries);
        for (int i = 0; i < inquiries.size(); i++) {
            opinions.add(new Opinion<>("", Verdict.unscored("no-verdict", "was not asked"), "", 0));
            open.add(i);
        }
        for (int attempt = 0; attempt <= retries && !open.isEmpty(); attempt++) {
            List<Put> puts = new ArrayList<>();
            for (int number : open) {
                puts.add(put(work, grammar, inquiries.get(number), numbers.get(number), attempt));
            }
            List<Reply> replies = work.askAll(puts.stream().map(Put::ask).toList());
            List<Integer> again = new ArrayList<>();
            for (int i = 0; i < puts.size(); i++) {
                Reply reply = replies.get(i);
                int number = open.get(i);
                Verdict<T> verdict = verdict(grammar, puts.get(i), reply);
                String judge = inquiries.get(number).judge().alias();
                opinions.set(number, new Opinion<>(judge, verdict, reply.text(), attempt + 1));
                if (verdict instanceof Unscored<T> && reply.finish() != Finish.FILTERED) {
                    again.add(number);
                }
            }
            open = again;
        }
        return opinions;
    }

    /// Each judge's questions are counted by themselves, so that another judge beside it, or more samples, touch
    /// none of those that were answered.
    private static List<Integer> numbers(List<Inquiry> inquiries) {
        Map<String, Integer> asked = new HashMap<>();
        return inquiries.stream()
                .map(inquiry -> asked.merge(inquiry.judge().alias(), 1, Integer::sum) - 1)
                .toList();
    }

    private <T> Put put(Work work, VerdictGrammar<T> grammar, Inquiry inquiry, int number, int attempt) {
        String marker = marker(work, inquiry.texts(), number * ATTEMPTS + attempt);
        // A prompt that does not show the form cannot ask for a signature.
        boolean signed =
                prompt.variables().contains(FORM) && inquiry.texts().stream().anyMatch(grammar::mayBeIn);
        Map<String, Object> values = new HashMap<>(inquiry.values());
        values.put(MARKER, marker);
        values.put(FORM, signed ? grammar.form(marker) : grammar.form());
        Request request = Request.chat(List.of(Message.user(prompt.render(values))), sampling);
        Ask ask =
                Ask.of(inquiry.judge(), request).number(number).attempt(attempt).with(prompt.reference());
        return new Put(ask, marker, signed);
    }

    private static String marker(Work work, List<String> texts, int draw) {
        var random = work.random(MARKER_DRAWS + draw);
        while (true) {
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < MARKER_LENGTH; i++) {
                letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            String marker = letters.toString();
            if (texts.stream().noneMatch(text -> text.contains(marker))) {
                return marker;
            }
        }
    }

    private static <T> Verdict<T> verdict(VerdictGrammar<T> grammar, Put put, Reply reply) {
        return switch (reply.finish()) {
            case FILTERED -> Verdict.unscored("filtered", "the endpoint withheld or cut the judge's reply");
            case LENGTH ->
                Verdict.unscored(
                        "truncated", "the judge's reply was cut at `max-tokens`, so its verdict may be missing");
            case STOP ->
                reply.text().isBlank()
                        ? Verdict.unscored("empty-reply", "there is no text in the judge's reply")
                        : reasoned(
                                put.signed()
                                        ? grammar.readSigned(reply.text(), put.marker())
                                        : grammar.read(reply.text(), put.marker()));
        };
    }

    private static <T> Verdict<T> reasoned(Verdict<T> verdict) {
        return verdict instanceof Given<T> given && given.reasons().isBlank()
                ? Verdict.unscored("no-reasons", "the judge gave a verdict without the reasons that it was asked for")
                : verdict;
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
