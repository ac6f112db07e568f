package dev.seedbed.api.step;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The columns that samples have at some point of a pipeline, as far as that is known before the run.
///
/// @param names in order
/// @param complete whether there are no others; if not, a column that is not named may still exist
public record Columns(Set<String> names, boolean complete) {
    public Columns {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    public static Columns none() {
        return new Columns(Set.of(), true);
    }

    /// These and more.
    public Columns plus(List<String> more) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(more);
        return new Columns(all, complete);
    }

    /// These without some.
    public Columns minus(List<String> fewer) {
        Set<String> rest = new LinkedHashSet<>(names);
        fewer.forEach(rest::remove);
        return new Columns(rest, complete);
    }

    /// Whether a column can be counted on not to be missing by mistake.
    public boolean mayHave(String name) {
        return !complete || names.contains(name);
    }
}
