package dev.seedbed;

import dev.seedbed.Estimate.Basis;
import dev.seedbed.Estimate.Line;
import dev.seedbed.Estimate.Range;
import dev.seedbed.Replay.Call;
import dev.seedbed.Replay.Candidate;
import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.Usage;
import dev.seedbed.pipeline.PlannedModel;
import dev.seedbed.pipeline.PlannedPipeline;
import dev.seedbed.tokens.TokenCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Makes an estimate of what a replay saw.
final class Estimator {
    /// Fewer measured candidates than this say little of the rest.
    private static final int FEW = 10;

    /// The quantities of a line, in this order.
    private static final int CALLS = 0;

    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int MONEY = 3;
    private static final int SECONDS = 4;
    private static final int WIDTH = 5;

    private final PlannedPipeline plan;
    private final Replay.Seen seen;
    private final Map<String, Integer> concurrency;
    private final Set<String> asking;
    private final List<Money> spent;
    private final Map<Place, Integer> lines = new LinkedHashMap<>();
    private final Map<String, TokenCounter> counters = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private record Place(String step, String model) {}

    /// @param concurrency by model
    /// @param asking the names of the steps that ask models
    /// @param spent what the journal's calls cost
    Estimator(
            PlannedPipeline plan,
            Replay.Seen seen,
            Map<String, Integer> concurrency,
            Set<String> asking,
            List<Money> spent) {
        this.plan = plan;
        this.seen = seen;
        this.concurrency = concurrency;
        this.asking = asking;
        this.spent = spent;
    }

    Estimate estimate() {
        seen.measured().forEach(this::place);
        seen.rendered().forEach(this::place);
        notes.addAll(plan.warnings());
        if (seen.rendered().isEmpty() || rowsLeft().map(rows -> rows == 0).orElse(false)) {
            return of(Basis.COMPLETE, Range.ZERO, zeros());
        }
        Set<String> unpriced = new LinkedHashSet<>();
        lines.keySet().stream()
                .map(Place::model)
                .filter(model -> price(model).isEmpty())
                .forEach(unpriced::add);
        unpriced.forEach(model -> notes.add("the price of the model `" + model
                + "` is not known, so its calls count as costing nothing; say it with `price`"));
        // Candidates that a step in front of all models turned away say nothing of what the others take.
        return seen.measured().stream().anyMatch(each -> !each.calls().isEmpty()) ? measured() : rendered();
    }

    private void place(Candidate candidate) {
        for (Call call : candidate.calls()) {
            lines.computeIfAbsent(new Place(call.step(), call.alias()), _ -> lines.size());
        }
    }

    private Optional<Double> rowsLeft() {
        return plan.target().map(target -> (double) Math.max(0, target - seen.accepted()));
    }

    private List<Range> zeros() {
        List<Range> zeros = new ArrayList<>();
        for (int i = 0; i < (lines.size() + 1) * WIDTH; i++) {
            zeros.add(Range.ZERO);
        }
        return zeros;
    }

    private Optional<Price> price(String alias) {
        return plan.model(alias).flatMap(PlannedModel::priceOfCalls);
    }

    private Estimate measured() {
        List<Candidate> sample = seen.measured();
        if (sample.size() < FEW) {
            notes.add("only " + sample.size() + " candidates are answered to their end, which says little of the rest;"
                    + " a preview of 20 rows says more");
        }
        double[][] quantities = sample.stream().map(this::taken).toArray(double[][]::new);
        double[] rows = sample.stream().mapToDouble(Candidate::rows).toArray();
        Optional<Projection.Need> need = rowsLeft()
                .<Projection.Need>map(Projection.Rows::new)
                .or(() -> seen.pending().isPresent()
                        ? Optional.of(new Projection.Candidates(seen.pending().getAsLong()))
                        : Optional.empty());
        if (need.isEmpty()) {
            notes.add("nothing but the budget ends this run, so the figures are those of 1,000 candidates");
        }
        if (Arrays.stream(rows).sum() == 0 && plan.target().isPresent()) {
            notes.add(
                    "none of the " + seen.answered()
                            + " candidates that are answered gave an accepted row, so nothing can be said of how many it takes");
        }
        Projection.Projected projected =
                new Projection(rows, quantities, need.orElse(new Projection.Candidates(1_000))).project();
        return of(Basis.MEASURED, projected.candidates(), lessAnswered(projected.sums()));
    }

    /// What a candidate took: by line, then in all.
    private double[] taken(Candidate candidate) {
        double[] taken = new double[(lines.size() + 1) * WIDTH];
        for (Call call : candidate.calls()) {
            if (call.request().isEmpty()) {
                add(
                        taken,
                        call,
                        call.usage(),
                        price(call.alias())
                                .map(each -> money(each, call.usage()))
                                .orElse(0.0));
            }
        }
        return taken;
    }

    private static double money(Price price, Usage usage) {
        return price.of(usage).amount().doubleValue();
    }

    private void add(double[] sums, Call call, Usage usage, double money) {
        int line = lines.getOrDefault(new Place(call.step(), call.alias()), 0);
        for (int at : new int[] {line * WIDTH, lines.size() * WIDTH}) {
            sums[at + CALLS]++;
            sums[at + INPUT] += usage.input();
            sums[at + OUTPUT] += usage.output();
            sums[at + MONEY] += money;
            sums[at + SECONDS] += call.took().toNanos() / 1e9;
        }
    }

    /// Some of the candidates to come have their first answers already.
    private List<Range> lessAnswered(List<Range> sums) {
        double[] answered = new double[sums.size()];
        for (Candidate candidate : seen.rendered()) {
            double[] taken = taken(candidate);
            Arrays.setAll(answered, i -> answered[i] + taken[i]);
        }
        List<Range> less = new ArrayList<>();
        for (int i = 0; i < answered.length; i++) {
            double off = answered[i];
            Range sum = sums.get(i);
            less.add(new Range(Math.max(0, sum.low() - off), minus(sum.likely(), off), minus(sum.high(), off)));
        }
        return less;
    }

    private static OptionalDouble minus(OptionalDouble value, double off) {
        return value.isPresent() ? OptionalDouble.of(Math.max(0, value.getAsDouble() - off)) : value;
    }

    private Estimate rendered() {
        double[] least = new double[(lines.size() + 1) * WIDTH];
        double[] most = new double[least.length];
        for (Candidate candidate : seen.rendered()) {
            for (Call call : candidate.calls()) {
                call.request().ifPresent(request -> addQuestion(call, Json.parseObject(request), least, most));
            }
        }
        Set<String> counted = new LinkedHashSet<>();
        counters.values().forEach(counter -> counted.add(counter.name()));
        notes.add("nothing is answered yet: prompts are rendered and counted (" + String.join(", ", counted)
                + "), and a reply takes up to `max-tokens`; `--preview 20` makes the first rows, which costs their calls,"
                + " and measures");
        boolean endsKnown = plan.target().isEmpty();
        boolean atLeast = noteUnreached() || !endsKnown;
        double candidates = rowsLeft().orElseGet(() -> (double) seen.pending().orElse(1_000));
        if (!endsKnown) {
            notes.add("how many candidates " + number(candidates)
                    + " accepted rows take is not known: the figures are for as many candidates as rows");
        } else if (seen.pending().isEmpty()) {
            notes.add("nothing but the budget ends this run, so the figures are those of 1,000 candidates");
        }
        double share = candidates / seen.rendered().size();
        List<Range> sums = new ArrayList<>();
        for (int i = 0; i < least.length; i++) {
            sums.add(
                    i % WIDTH == SECONDS
                            ? Range.from(0)
                            : atLeast
                                    ? Range.from(least[i] * share)
                                    : Range.between(least[i] * share, most[i] * share));
        }
        return of(Basis.RENDERED, endsKnown ? Range.exactly(candidates) : Range.from(candidates), sums);
    }

    private void addQuestion(Call call, Data request, double[] least, double[] most) {
        Question question = Question.of(request);
        long input = counters.computeIfAbsent(
                        call.alias(),
                        alias -> TokenCounter.of(
                                plan.model(alias).map(PlannedModel::model).orElse("")))
                .count(question.request());
        Usage only = new Usage(input, 0, true);
        Usage whole = new Usage(input, question.maxTokens(), true);
        Optional<Price> price = price(call.alias());
        add(least, call, only, price.map(each -> money(each, only)).orElse(0.0));
        add(most, call, whole, price.map(each -> money(each, whole)).orElse(0.0));
    }

    private boolean noteUnreached() {
        Set<String> unreached = new LinkedHashSet<>(asking);
        lines.keySet().forEach(place -> unreached.remove(place.step()));
        if (!unreached.isEmpty()) {
            notes.add("not in it are the steps whose prompts need an earlier reply: " + String.join(", ", unreached));
        }
        return !unreached.isEmpty();
    }

    /// A request as the journal keeps it, as far as its tokens depend on it.
    private record Question(Request request, int maxTokens) {
        static Question of(Data data) {
            int maxTokens = data.value("max_tokens") instanceof Number number ? number.intValue() : 1;
            Sampling sampling = Sampling.of(0, Math.max(1, maxTokens));
            Request plain = data.value("messages") instanceof List<?> messages
                    ? Request.chat(messages.stream().map(Question::message).toList(), sampling)
                    : Request.raw(String.valueOf(data.value("prompt")), sampling);
            return new Question(format(data).map(plain::withFormat).orElse(plain), maxTokens);
        }

        private static Message message(Object each) {
            Map<?, ?> turn = each instanceof Map<?, ?> map ? map : Map.of();
            return new Message(
                    Message.Role.valueOf(String.valueOf(turn.get("role")).toUpperCase(Locale.ROOT)),
                    String.valueOf(turn.get("content")));
        }

        private static Optional<Request.Format> format(Data data) {
            Object schema = data.value("schema") instanceof Map<?, ?> own
                    ? own
                    : data.value("tool") instanceof Map<?, ?> tool ? tool : Map.of();
            Map<String, Object> named = new LinkedHashMap<>();
            ((Map<?, ?>) schema).forEach((name, value) -> {
                if (value != null) {
                    named.put(String.valueOf(name), value);
                }
            });
            return named.isEmpty() ? Optional.empty() : Optional.of(new Request.Schema(named));
        }
    }

    private Estimate of(Basis basis, Range candidates, List<Range> sums) {
        List<Line> all = new ArrayList<>();
        lines.forEach((place, line) -> {
            List<Range> own = sums.subList(line * WIDTH, (line + 1) * WIDTH);
            all.add(new Line(
                    place.step(), place.model(), own.get(CALLS), own.get(INPUT), own.get(OUTPUT), own.get(MONEY)));
        });
        List<Range> total = sums.subList(lines.size() * WIDTH, (lines.size() + 1) * WIDTH);
        String currency = currency();
        noteBudget(total.get(MONEY), currency);
        return new Estimate(
                plan.name(),
                basis,
                seen.answered(),
                seen.accepted(),
                plan.target(),
                candidates,
                total.get(CALLS),
                total.get(INPUT),
                total.get(OUTPUT),
                total.get(MONEY),
                currency,
                seconds(sums),
                all,
                spent,
                notes);
    }

    /// The model that is busy the longest, at its concurrency.
    private Range seconds(List<Range> sums) {
        Map<String, Range> busy = new LinkedHashMap<>();
        lines.forEach((place, line) -> {
            Range own = sums.get(line * WIDTH + SECONDS);
            double share = 1.0 / Math.max(1, concurrency.getOrDefault(place.model(), 1));
            busy.merge(place.model(), scaled(own, share), Estimator::plus);
        });
        return busy.values().stream()
                .reduce((one, other) -> one.low() >= other.low() ? one : other)
                .orElse(Range.ZERO);
    }

    private static Range scaled(Range range, double share) {
        return new Range(range.low() * share, scaled(range.likely(), share), scaled(range.high(), share));
    }

    private static OptionalDouble scaled(OptionalDouble value, double share) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * share) : value;
    }

    private static Range plus(Range one, Range other) {
        return new Range(one.low() + other.low(), plus(one.likely(), other.likely()), plus(one.high(), other.high()));
    }

    private static OptionalDouble plus(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(one.getAsDouble() + other.getAsDouble())
                : OptionalDouble.empty();
    }

    private String currency() {
        Set<String> currencies = new LinkedHashSet<>();
        plan.models().stream()
                .flatMap(model -> model.price().stream())
                .filter(price -> !price.isFree())
                .map(Price::currency)
                .forEach(currencies::add);
        if (currencies.size() > 1) {
            notes.add("the models' prices are in " + String.join(" and ", currencies)
                    + ", so the sum of money means nothing; use one currency");
        }
        return currencies.stream().findFirst().orElse("USD");
    }

    private void noteBudget(Range money, String currency) {
        Optional<Money> cap =
                plan.budget().money().filter(each -> each.currency().equals(currency));
        if (cap.isEmpty()) {
            return;
        }
        double before = spent.stream()
                .filter(each -> each.currency().equals(currency))
                .mapToDouble(each -> each.amount().doubleValue())
                .sum();
        double left = cap.get().amount().doubleValue() - before;
        if (money.low() > left) {
            notes.add("the budget of " + cap.get() + " will end the run early");
        } else if (money.high().orElse(Double.POSITIVE_INFINITY) > left) {
            notes.add("the budget of " + cap.get() + " may end the run early");
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
