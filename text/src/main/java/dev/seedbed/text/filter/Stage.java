package dev.seedbed.text.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a profile: an optional cleaning, and the rules for the text as it is then. Later stages see the
/// text as the earlier ones left it.
record Stage(Unit unit, @Nullable Cleaning cleaning, List<Check> checks) {
    Stage {
        checks = List.copyOf(checks);
    }

    static Stage of(Unit unit, List<Check> checks) {
        return new Stage(unit, null, checks);
    }

    static Stage after(Cleaning cleaning, Unit unit, List<Check> checks) {
        return new Stage(unit, cleaning, checks);
    }
}
