package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Measured;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Removes rows that a gate of a pipeline would reject.
///
/// ```java
/// Gate refusals = new DefectGate("refusal", List.of("answer"), new Refusals());
/// Corpus.of(List.of(file), List.of("answer")).keptTo(kept).removedTo(removed)
///         .examine(new GateExamination(List.of(refusals), List.of("answer"), "refusal"));
/// ```
///
/// The gates judge in their order, and the first that rejects a row says why. The evidence is the gate's own,
/// with its `explanation`. **Threads**: gates are called by several at once, as in a pipeline. Gates that ask
/// models need a pipeline, which remembers what was answered; here they end the run with an error.
public final class GateExamination implements Examination<GateExamination.Looked> {
    /// The column of [#explaining].
    public static final String MEASURED = "measured";

    /// Every row is a draw from the same place: what tells them apart is their data.
    private static final Sample NO_ROW = Sample.draw("rows", 0, Data.empty());

    private final List<Gate> gates;
    private final List<String> texts;
    private final List<String> others;
    private final boolean explaining;
    private final String settings;

    /// Which of the other columns some row has, a bit for each.
    private long seen;

    private long rows;

    /// What the gates said of a row.
    ///
    /// @param measured nothing unless it was asked for
    public record Looked(Optional<Rejection> rejection, Data measured) {}

    /// @param texts the columns that the corpus looks at, in its order; gates see no others
    /// @param settings all that the gates' answers depend on, in words
    public GateExamination(List<Gate> gates, List<String> texts, String settings) {
        this(gates, texts, List.of(), false, settings);
    }

    private GateExamination(
            List<Gate> gates, List<String> texts, List<String> others, boolean explaining, String settings) {
        this.gates = List.copyOf(gates);
        this.texts = List.copyOf(texts);
        this.others = List.copyOf(others);
        this.explaining = explaining;
        this.settings = settings;
    }

    /// The same with gates that may look at these columns, too; the corpus must be [Corpus#noting] them. A column that
    /// no row has ends the run with an error, as its name is wrong.
    ///
    /// @param columns at most 64
    public GateExamination seeing(List<String> columns) {
        return new GateExamination(gates, texts, columns, explaining, settings);
    }

    /// The same, with what every gate measures in every row, as [Gate#measure] has it: `measured`, a list for each gate
    /// by its name, in the evidence, which rows that stay then have, too. Of a gate that measures nothing the
    /// list has its verdict: `passes`, and if it does not, `rule` and `explanation`.
    public GateExamination explaining() {
        return new GateExamination(gates, texts, others, true, settings);
    }

    @Override
    public Looked look(Row row) {
        Sample sample = NO_ROW.with(columns(row));
        return new Looked(judge(sample, row), explaining ? measured(sample, row) : Data.empty());
    }

    private Optional<Rejection> judge(Sample sample, Row row) {
        for (Gate gate : gates) {
            Optional<Rejection> rejection = judge(gate, sample, row);
            if (rejection.isPresent()) {
                return rejection;
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> judge(Gate gate, Sample sample, Row row) {
        try {
            return gate.judge(sample, new RowWork(row.place()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + row, e);
        }
    }

    private Data measured(Sample sample, Row row) {
        Data all = Data.empty();
        for (Gate gate : gates) {
            List<Measured> measured = gate.measure(sample);
            all = all.with(
                    gate.name(),
                    measured.isEmpty()
                            ? List.of(verdict(judge(gate, sample, row)))
                            : measured.stream().map(each -> each.data().asMap()).toList());
        }
        return Data.of(MEASURED, all.asMap());
    }

    /// What a gate whose rules have no values says of the row, whatever the gates before it said.
    private static Map<String, Object> verdict(Optional<Rejection> rejection) {
        Map<String, Object> verdict = new LinkedHashMap<>();
        rejection.ifPresent(why -> {
            verdict.put("rule", why.reason());
            verdict.put("explanation", why.explanation());
        });
        verdict.put("passes", rejection.isEmpty());
        return verdict;
    }

    private Data columns(Row row) {
        Data data = Data.empty();
        for (int i = 0; i < texts.size(); i++) {
            data = data.with(texts.get(i), row.text(i));
        }
        for (String other : others) {
            if (row.has(other)) {
                data = data.with(other, row.value(other));
            }
        }
        return data;
    }

    @Override
    public Fate decide(Looked looked, Row row) {
        for (int i = 0; i < others.size(); i++) {
            seen |= row.has(others.get(i)) ? 1L << i : 0;
        }
        rows++;
        if (looked.rejection().isPresent()) {
            Rejection rejection = looked.rejection().get();
            Data evidence = rejection.evidence().with("explanation", rejection.explanation());
            return new Fate.Removed(rejection.reason(), evidence.with(looked.measured()));
        }
        return explaining ? new Fate.Kept(Data.of("evidence", looked.measured().asMap())) : Fate.Kept.AS_IT_IS;
    }

    @Override
    public long save(Path folder) {
        return seen;
    }

    @Override
    public void restore(Path folder, long mark) {
        seen = mark;
    }

    @Override
    public void ending(Optional<Path> waiting) {
        for (int i = 0; i < others.size(); i++) {
            if (rows > 0 && (seen & 1L << i) == 0) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "No row has the column '" + others.get(i)
                                + "', so no gate can look at it. Name a column that is there, or none.");
            }
        }
    }

    @Override
    public String settings() {
        return "gates " + others + " " + explaining + " " + settings;
    }

    /// What a gate may use here: chance, by the row's place.
    private record RowWork(long place) implements Work {
        @Override
        public Reply ask(Ask ask) {
            throw noModels();
        }

        @Override
        public List<Reply> askAll(List<Ask> asks) {
            throw noModels();
        }

        @Override
        public List<float[]> embed(Model model, List<String> texts) {
            throw noModels();
        }

        private static IllegalStateException noModels() {
            return new IllegalStateException("a gate over files cannot ask a model");
        }

        @Override
        public RandomGenerator random(int n) {
            return new SplittableRandom(place * 31 + n);
        }

        @Override
        public long candidate() {
            return place;
        }
    }
}
