package dev.seedbed.pipeline;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.OutputType;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Scorer;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A small catalogue with one type of step of each kind, and parameters of every kind.
final class TestCatalogue {
    static final Parameter<Path> FILE =
            Parameter.inputPath("file", "The file to read.").required();
    static final Parameter<List<String>> COLUMNS = Parameter.listOf(
                    "columns", new Kind.NewColumn(), "The columns that it has.")
            .defaultsTo(List.of("instruction"));
    static final Parameter<String> MODEL =
            Parameter.model("model", "The model that is asked.").required();
    static final Parameter<Template> PROMPT =
            Parameter.template("prompt", "What it is asked.").required();
    static final Parameter<String> INTO =
            Parameter.newColumn("into", "Where the answer goes.").defaultsTo("answer");
    static final Parameter<Double> TEMPERATURE =
            Parameter.decimal("temperature", 0, 2, "How daring it is.").defaultsTo(0.7);
    static final Parameter<Map<String, Object>> SCHEMA = Parameter.jsonSchema("schema", "What the answer must fit.");
    static final Parameter<Map<String, Expression>> VALUES = Parameter.mapOf(
                    "values", new Kind.Formula(), "Expressions by new column.")
            .required();
    static final Parameter<String> COLUMN =
            Parameter.column("column", "The text that counts.").defaultsTo("answer");
    static final Parameter<Long> MINIMUM =
            Parameter.wholeNumber("minimum", 0, 1_000_000, "Fewest words.").defaultsTo(3);
    static final Parameter<Long> MAXIMUM =
            Parameter.wholeNumber("maximum", 0, 1_000_000, "Most words.").defaultsTo(2048);
    static final Parameter<String> LANGUAGE = Parameter.choice(
                    "language", List.of("en", "de", "fr"), "The one to keep.")
            .required();
    static final Parameter<Expression> CONDITION =
            Parameter.condition("condition", "What must hold.").required();
    static final Parameter<Long> COUNT =
            Parameter.wholeNumber("count", 1, Long.MAX_VALUE, "How many.").required();
    static final Parameter<String> PERSONA = Parameter.text("persona", "Who asks.");
    static final Parameter<Long> ATTEMPTS =
            Parameter.wholeNumber("attempts", 1, 10, "How often.").defaultsTo(1);
    static final Parameter<Boolean> STRICT =
            Parameter.flag("strict", "Whether to be strict.").defaultsTo(false);
    static final Prompt ASK = new Prompt("dream.ask", 1, Set.of("topic", "persona"), "Say something of {{ topic }}.");

    private TestCatalogue() {}

    static Catalogue catalogue() {
        return new Catalogue(
                List.of(
                        load(),
                        dream(),
                        generate(),
                        compute(),
                        length(),
                        language(),
                        refusal(),
                        keep(),
                        judge(),
                        distinct(),
                        take(),
                        shuffle(),
                        tempered()),
                List.of(new Scripted("scripted", true), new Scripted("hosted", false)),
                List.of(
                        new OutputType("jsonl", "JSON lines.", List.of(), settings -> run -> List.of()),
                        new OutputType(
                                "sft-messages",
                                "Conversations.",
                                List.of(Parameter.column("prompt", "The user's turn.")
                                        .defaultsTo("instruction")),
                                settings -> run -> List.of())));
    }

    private static StepType load() {
        return StepType.named("load", StepKind.SOURCE, "Reads samples from a file.")
                .taking(FILE, COLUMNS)
                .shorthand(FILE)
                .example("- load: samples.jsonl")
                .builtBy(building -> {
                    building.input(building.settings().get(FILE));
                    return new Samples(
                            building.name(), false, building.settings().get(COLUMNS));
                });
    }

    private static StepType dream() {
        return StepType.named("dream", StepKind.RECIPE, "Makes instructions out of nothing, without end.")
                .taking(MODEL, ATTEMPTS, PERSONA)
                .shorthand(MODEL)
                .presets(
                        new Preset("paper", "As the paper has it.", Map.of("attempts", 3)),
                        new Preset("released-code", "As the code has it.", Map.of("attempts", 5)))
                .prompts(ASK)
                .needing(Capability.RAW)
                .example("- dream: writer")
                .builtOfMany(building -> List.of(
                        new Samples(building.name(), true, List.of("instruction")),
                        new Writer(
                                building.name() + "/answer",
                                "answer",
                                building.prompt(ASK).source()
                                        + building.settings().get(ATTEMPTS))));
    }

    private static StepType generate() {
        return StepType.named("generate", StepKind.GENERATOR, "Asks a model.")
                .taking(MODEL, PROMPT, INTO, TEMPERATURE, SCHEMA, STRICT)
                .needing(Capability.CHAT)
                .example("- generate: { model: writer, prompt: \"{{ instruction }}\" }")
                .builtBy(building -> {
                    building.model(MODEL);
                    return new Writer(
                            building.name(),
                            building.settings().get(INTO),
                            building.settings().get(PROMPT).source());
                });
    }

    private static StepType compute() {
        return StepType.named("compute", StepKind.TRANSFORMER, "Computes columns.")
                .taking(VALUES)
                .shorthand(VALUES)
                .example("- compute: { length: size(answer) }")
                .builtBy(building -> new Computed(
                        building.name(),
                        List.copyOf(building.settings().get(VALUES).keySet())));
    }

    private static StepType length() {
        return StepType.named("length", StepKind.GATE, "Rejects what is too short or too long.")
                .taking(COLUMN, MINIMUM, MAXIMUM)
                .shorthand(MAXIMUM)
                .example("- length: { minimum: 20 }")
                .builtBy(building -> {
                    long maximum = building.settings().get(MAXIMUM);
                    long minimum = building.settings().get(MINIMUM);
                    if (minimum > maximum) {
                        building.problem(
                                MINIMUM, "is " + minimum + ", but must not be above `maximum`, which is " + maximum);
                    }
                    return new Passing(building.name());
                });
    }

    private static StepType language() {
        return StepType.named("language", StepKind.GATE, "Keeps one language.")
                .taking(LANGUAGE, COLUMN)
                .shorthand(LANGUAGE)
                .example("- language: en")
                .builtBy(building -> new Passing(building.name()));
    }

    private static StepType refusal() {
        return StepType.named("refusal", StepKind.GATE, "Rejects refusals.")
                .example("- refusal")
                .builtBy(building -> new Passing(building.name()));
    }

    private static StepType keep() {
        return StepType.named("keep", StepKind.GATE, "Keeps what fulfils a condition.")
                .taking(CONDITION)
                .shorthand(CONDITION)
                .example("- keep: size(answer) > 3")
                .builtBy(building -> new Passing(building.name()));
    }

    private static StepType judge() {
        return StepType.named("judge", StepKind.SCORER, "Scores answers.")
                .taking(MODEL)
                .shorthand(MODEL)
                .example("- judge: writer")
                .builtBy(building -> new Scoring(building.name()));
    }

    private static StepType distinct() {
        return StepType.named("exact-duplicates", StepKind.COLLECTOR, "Keeps the first of equal ones.")
                .taking(COLUMN)
                .example("- exact-duplicates")
                .builtBy(building -> new Taking(building.name(), false));
    }

    private static StepType take() {
        return StepType.named("take", StepKind.COLLECTOR, "Takes the first.")
                .taking(COUNT)
                .shorthand(COUNT)
                .example("- take: 10")
                .builtBy(building -> new Taking(building.name(), true));
    }

    private static StepType shuffle() {
        return StepType.named("shuffle", StepKind.TRANSFORMER, "Puts samples in a random order.")
                .example("- shuffle")
                .builtBy(building -> new Shuffling(building.name()));
    }

    private static StepType tempered() {
        return StepType.named("broken", StepKind.GATE, "Cannot be built.").builtBy(building -> {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, "the word list is empty; give one");
        });
    }

    record Samples(String name, boolean endless, List<String> columns) implements Source {
        @Override
        public Candidates open() {
            Iterator<Sample> none = Collections.emptyIterator();
            return new Candidates() {
                @Override
                public boolean hasNext() {
                    return none.hasNext();
                }

                @Override
                public Sample next() {
                    return none.next();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return Columns.none().plus(columns);
        }
    }

    record Writer(String name, String column, String prompt) implements Generator {
        @Override
        public Outcome apply(Sample sample, Work work) {
            return Outcome.passed(sample);
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return before.plus(List.of(column));
        }
    }

    record Computed(String name, List<String> columns) implements Transformer {
        @Override
        public Outcome apply(Sample sample, Work work) {
            return Outcome.passed(sample);
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return before.plus(columns);
        }
    }

    record Passing(String name) implements Gate {
        @Override
        public Optional<Rejection> judge(Sample sample, Work work) {
            return Optional.empty();
        }
    }

    record Scoring(String name) implements Scorer {
        @Override
        public Map<String, Double> score(Sample sample, Work work) {
            return Map.of();
        }

        @Override
        public Set<String> scores() {
            return Set.of("helpfulness");
        }
    }

    record Taking(String name, boolean bounded) implements Collector {
        @Override
        public Outcome admit(Sample sample) {
            return Outcome.passed(sample);
        }
    }

    static final class Shuffling implements Barrier {
        private final String name;
        private final List<Sample> samples = new ArrayList<>();

        Shuffling(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void collect(Sample sample) {
            samples.add(sample);
        }

        @Override
        public Iterator<Released> release() {
            return samples.stream()
                    .map(sample -> new Released(sample, Outcome.passed(sample)))
                    .iterator();
        }
    }

    /// A provider whose models answer nothing; the hosted one wants a key.
    record Scripted(String id, boolean isFree) implements Provider {
        static final Parameter<String> NAME =
                Parameter.text("model", "The model's name.").required();
        static final Parameter<Long> CONCURRENCY = Parameter.wholeNumber(
                        "concurrency", 1, 1024, "How many calls at once.")
                .defaultsTo(8);

        @Override
        public String summary() {
            return isFree ? "A model on this machine." : "A hosted model, with a key in HOSTED_KEY.";
        }

        @Override
        public List<Parameter<?>> parameters() {
            return List.of(NAME, CONCURRENCY);
        }

        @Override
        public Endpoint open(Settings settings, Map<String, String> environment) {
            if (!isFree && !environment.containsKey("HOSTED_KEY")) {
                throw new SeedbedException(
                        ErrorKind.UNUSABLE, "the environment variable HOSTED_KEY is not set; put the key there");
            }
            return new Silent(settings.get(NAME), isFree);
        }
    }

    static final class Silent implements Endpoint {
        private final String model;
        private final boolean raw;
        private boolean closed;

        Silent(String model, boolean raw) {
            this.model = model;
            this.raw = raw;
        }

        boolean isClosed() {
            return closed;
        }

        @Override
        public Reply ask(Request request, int seed, Duration deadline) {
            throw new IllegalStateException("never asked in these tests");
        }

        @Override
        public String identity() {
            return model;
        }

        @Override
        public Set<Capability> capabilities() {
            return raw ? Set.of(Capability.CHAT, Capability.RAW) : Set.of(Capability.CHAT);
        }

        @Override
        public Optional<ChatTemplate> chatTemplate() {
            return Optional.empty();
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
