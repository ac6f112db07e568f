package dev.seedbed.api.step;

import java.util.Set;

/// One step of a pipeline, built for one run.
///
/// What it may do with samples is in its kind: a [Source] makes them; a [SampleStep] sees one at a time, many
/// at once on many threads, in any order; a [Collector] sees them one after the other in candidate order; a
/// [Barrier] needs them all before it lets the first go on; an [Exporter] gets those that passed it, in
/// candidate order.
public sealed interface Step permits Source, SampleStep, Collector, Barrier, Exporter {
    /// The name in the pipeline, unique there. Ids and draws derive from it.
    String name();

    /// The columns behind this step, given those before it. Must be what the step really does, as later steps
    /// are checked by it before any call is made.
    default Columns columnsAfter(Columns before) {
        return before;
    }

    /// Whether a sample may leave it otherwise than it came, as the rows' data-set card says. A step that
    /// changes values of columns, and adds none, says so itself.
    default boolean changesRows() {
        return !columnsAfter(Columns.none()).equals(Columns.none());
    }

    /// The names of the scores that this step may add to samples, so that conditions behind it can be checked.
    default Set<String> scores() {
        return Set.of();
    }
}
