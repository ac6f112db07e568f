package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.curate.NoveltyCollector;
import dev.seedbed.recipes.internal.Once;
import java.util.List;
import java.util.function.Supplier;

/// The pool of tasks: those of people, and those of the model that are new against all before them.
///
/// The seeds are read when the run begins to use them, since a pipeline that is only validated reads no file
/// through.
final class TaskPool implements Collector {
    static final Parameter<Double> MAXIMUM_SIMILARITY = Parameter.decimal(
                    "maximum-similarity",
                    0,
                    1,
                    "The highest ROUGE-L F that an instruction may have with any of the pool.")
            .defaultsTo(0.7);
    static final Parameter<Long> NEIGHBOURS = Parameter.wholeNumber(
                    "neighbours",
                    0,
                    1000,
                    "How many of the most similar tasks each row names in `most_similar`; with 0 neither that column"
                            + " nor `avg_similarity_score` is made.")
            .defaultsTo(10);

    private final String name;
    private final Once<List<SeedTask>> seeds;
    private final Once<NoveltyCollector> novelty;
    private final boolean recordsNeighbours;

    TaskPool(String name, Supplier<List<SeedTask>> seeds, double maximum, int neighbours) {
        this.name = name;
        this.seeds = new Once<>(seeds);
        this.recordsNeighbours = neighbours > 0;
        this.novelty =
                new Once<>(() -> new NoveltyCollector(name, Tasks.INSTRUCTION, maximum, instructions(), neighbours));
    }

    /// The tasks of people.
    List<SeedTask> human() {
        return seeds.get();
    }

    /// The instructions of people's tasks.
    List<String> instructions() {
        return human().stream().map(SeedTask::instruction).toList();
    }

    /// The model's tasks that joined the pool with the candidates up to this number.
    List<String> machine(long candidate) {
        return novelty.get().acceptedUpTo(candidate);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return recordsNeighbours
                ? before.plus(List.of(NoveltyCollector.MOST_SIMILAR, NoveltyCollector.AVERAGE))
                : before;
    }

    @Override
    public Outcome admit(Sample sample) {
        return novelty.get().admit(sample);
    }

    @Override
    public void settled(long candidate) {
        novelty.get().settled(candidate);
    }
}
