package dev.seedbed.engine;

import dev.seedbed.api.Data;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.step.Rejection;
import java.util.List;

/// How a sample's journey through a segment ended, as it comes to the finish line. Whether one that passed is
/// accepted is decided there.
sealed interface Ending {
    /// It passed all steps.
    record Passed() implements Ending {}

    /// @param step the index of the step that rejected it
    record Rejected(int step, Rejection rejection) implements Ending {}

    record Failed(int step, String reason, String explanation, Data evidence) implements Ending {}

    record Consumed(int step, List<SampleId> children) implements Ending {}

    record Surplus(int step) implements Ending {}

    record Open(int step) implements Ending {}
}
