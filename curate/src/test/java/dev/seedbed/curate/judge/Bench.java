package dev.seedbed.curate.judge;

import dev.seedbed.api.Data;
import dev.seedbed.api.Draw;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.JsonWanted;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import dev.seedbed.pipeline.expression.CelExpression;
import dev.seedbed.pipeline.expression.JinjaTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/// A judging step as a pipeline builds it, with judges whose replies the test says.
final class Bench implements Building {
    /// A question that was put.
    record Put(String judge, String prompt, Ask ask) {}

    private final StepType type;
    private final Map<String, Object> values = new HashMap<>();
    private Columns columns = new Columns(Set.of(), false);
    private BiFunction<String, String, Reply> judges = (judge, prompt) -> {
        throw new AssertionError("nobody was to be asked");
    };
    final List<String> problems = new ArrayList<>();
    final List<Put> puts = new ArrayList<>();

    private Bench(StepType type) {
        this.type = type;
        type.parameters().forEach(each -> each.defaultSource().ifPresent(value -> set(each.name(), value)));
    }

    static Bench of(String id) {
        return new Bench(Judging.stepTypes().stream()
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    Bench set(String name, Object value) {
        Parameter<?> parameter = type.parameters().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        values.put(
                name,
                switch (parameter.kind()) {
                    case Kind.WholeNumber _ -> ((Number) value).longValue();
                    case Kind.Decimal _ -> ((Number) value).doubleValue();
                    case Kind.Condition _ -> CelExpression.condition((String) value, List.of(), false);
                    default -> value;
                });
        return this;
    }

    /// With these columns and no others.
    Bench behind(String... names) {
        columns = Columns.none().plus(List.of(names));
        return this;
    }

    /// What the judges say, by judge and prompt.
    Bench says(BiFunction<String, String, String> replies) {
        return replies((judge, prompt) -> stopped(replies.apply(judge, prompt)));
    }

    Bench replies(BiFunction<String, String, Reply> replies) {
        judges = replies;
        return this;
    }

    static Reply stopped(String text) {
        return Reply.of(text, Finish.STOP, Usage.NONE);
    }

    List<Step> build() {
        return type.builder().build(this);
    }

    /// The sample behind the last step, or why it was rejected.
    Object run(Data row) throws InterruptedException {
        Sample sample = Sample.root("load", row);
        for (Step step : build()) {
            Sample before = sample;
            switch (((SampleStep) step).apply(before, new BenchWork(before, step.name()))) {
                case Outcome.Passed passed -> sample = passed.sample();
                case Outcome.Rejected rejected -> {
                    return rejected.rejection();
                }
                case Outcome.Became _, Outcome.Surplus _ -> throw new AssertionError("judges neither split nor end");
            }
        }
        return sample;
    }

    Sample passed(Data row) throws InterruptedException {
        return (Sample) run(row);
    }

    Rejection rejected(Data row) throws InterruptedException {
        return (Rejection) run(row);
    }

    private final class BenchWork implements Work {
        private final Sample sample;
        private final String step;

        BenchWork(Sample sample, String step) {
            this.sample = sample;
            this.step = step;
        }

        @Override
        public Reply ask(Ask ask) {
            Request.Chat chat = (Request.Chat) ask.request().input();
            String prompt = chat.messages().getLast().content();
            puts.add(new Put(ask.model().alias(), prompt, ask));
            return judges.apply(ask.model().alias(), prompt);
        }

        @Override
        public List<Reply> askAll(List<Ask> asks) {
            return asks.stream().map(this::ask).toList();
        }

        @Override
        public List<float[]> embed(Model model, List<String> texts) {
            throw new AssertionError("judges do not embed");
        }

        @Override
        public RandomGenerator random(int n) {
            return Draw.of(42, sample.id(), step, n, 0).random();
        }

        @Override
        public long candidate() {
            return 0;
        }
    }

    private record Judge(String alias) implements Model {
        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.CHAT);
        }

        @Override
        public Optional<ChatTemplate> chatTemplate() {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return type.id();
    }

    @Override
    public Settings settings() {
        return Settings.of(values);
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public Model model(Parameter<String> parameter) {
        return findModel(parameter).orElseThrow();
    }

    @Override
    public Optional<Model> findModel(Parameter<String> parameter) {
        return settings().find(parameter).map(Judge::new);
    }

    @Override
    public List<Model> models(Parameter<List<String>> parameter) {
        return settings().find(parameter).orElse(List.of()).stream()
                .<Model>map(Judge::new)
                .toList();
    }

    @Override
    public Template prompt(Prompt prompt) {
        return JinjaTemplate.compile(prompt.text(), prompt.reference());
    }

    @Override
    public JsonReplies jsonReplies(JsonWanted wanted) {
        throw new UnsupportedOperationException("judges do not ask for JSON");
    }

    @Override
    public long seed() {
        return 42;
    }

    @Override
    public boolean begins() {
        return false;
    }

    @Override
    public String preset() {
        return "";
    }

    @Override
    public void problem(Parameter<?> parameter, String message) {
        problems.add(parameter.name() + " " + message);
    }

    @Override
    public void input(Path file) {
        throw new UnsupportedOperationException("judges read no files");
    }
}
