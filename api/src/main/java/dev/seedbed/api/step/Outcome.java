package dev.seedbed.api.step;

import dev.seedbed.api.Sample;
import java.util.List;

/// What becomes of a sample at a step.
public sealed interface Outcome {
    /// It goes on to the next step, changed or not, under the same id.
    record Passed(Sample sample) implements Outcome {}

    /// It ends here.
    record Rejected(Rejection rejection) implements Outcome {}

    /// It ends here as consumed; the children, of which it is a parent, go on in this order. There may be none.
    record Became(List<Sample> children) implements Outcome {
        public Became {
            children = List.copyOf(children);
        }
    }

    /// It passed all it was asked, but is not wanted any more, as what comes after the first n of `take: n`.
    record Surplus() implements Outcome {}

    static Outcome passed(Sample sample) {
        return new Passed(sample);
    }

    static Outcome rejected(Rejection rejection) {
        return new Rejected(rejection);
    }

    static Outcome became(List<Sample> children) {
        return new Became(children);
    }
}
