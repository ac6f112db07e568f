package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Location;
import dev.seedbed.api.setting.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The entries of `steps:` and `outputs:`, in whichever of their forms they were written, each with its name.
///
/// A step that has no `name` is named after its type: `length`, then `length-2`, `length-3`. Names that were
/// given are never taken for that.
final class StepEntries {
    static final String FILTER = "filter";
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /// One entry.
    ///
    /// @param settings what stands behind the type: a map of settings, a bare value, or nothing
    /// @param name unique among the entries
    /// @param path where it stands in the list: an index, and if inside a `filter`, the word and the second
    ///     index
    /// @param inFilter whether it stands in a `filter`
    record Entry(
            String type, Location location, Optional<Raw> settings, String name, List<String> path, boolean inFilter) {
        Entry named(String newName) {
            return new Entry(type, location, settings, newName, path, inFilter);
        }
    }

    private final String key;
    private final List<Problem> problems;
    private final List<Entry> entries = new ArrayList<>();

    private StepEntries(String key, List<Problem> problems) {
        this.key = key;
        this.problems = problems;
    }

    /// The steps of a pipeline.
    static List<Entry> steps(Raw.Fields root, List<Problem> problems) {
        return of("steps", root, problems);
    }

    /// The outputs of a pipeline.
    static List<Entry> outputs(Raw.Fields root, List<Problem> problems) {
        return of("outputs", root, problems);
    }

    private static List<Entry> of(String key, Raw.Fields root, List<Problem> problems) {
        StepEntries all = new StepEntries(key, problems);
        root.find(key).ifPresent(field -> all.list(field.raw(), List.of(), false));
        return key.equals("steps") ? all.named() : all.entries;
    }

    private void list(Raw raw, List<String> path, boolean inFilter) {
        if (raw instanceof Raw.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                List<String> inner = new ArrayList<>(path);
                inner.add(Integer.toString(i));
                entry(items.items().get(i), inner, inFilter);
            }
        } else if (inFilter) {
            entry(raw, path, true);
        } else if (!(raw instanceof Raw.Scalar scalar && scalar.value() == null)) {
            problems.add(new Problem(
                    raw.location(),
                    "`" + key + "` is " + Shown.kind(raw) + ", but must be a list: begin each entry with `- `"));
        }
    }

    private void entry(Raw raw, List<String> path, boolean inFilter) {
        switch (raw) {
            case Raw.Scalar scalar
            when scalar.value() instanceof String type -> {
                if (type.equals(FILTER)) {
                    add(FILTER, scalar.location(), Optional.empty(), path, inFilter);
                } else {
                    entries.add(new Entry(type, raw.location(), Optional.empty(), "", path, inFilter));
                }
            }
            case Raw.Fields fields
            when fields.fields().size() == 1 -> {
                Raw.Field only = fields.fields().getFirst();
                add(only.name(), only.location(), Optional.of(only.raw()), path, inFilter);
            }
            case Raw.Fields fields when !fields.fields().isEmpty() -> problems.add(tooMany(fields));
            default ->
                problems.add(new Problem(
                        raw.location(),
                        "an entry of `" + key + "` is " + Shown.value(raw) + ", but must be a name, or a name with "
                                + "its settings: `- name: { setting: value }`"));
        }
    }

    private Problem tooMany(Raw.Fields fields) {
        Raw.Field first = fields.fields().getFirst();
        Raw.Field second = fields.fields().get(1);
        boolean notIndented = first.raw() instanceof Raw.Scalar scalar && scalar.value() == null;
        return new Problem(
                second.location(),
                notIndented
                        ? "`" + second.name() + "` stands beside `" + first.name()
                                + "` instead of below it; indent the settings further than the name"
                        : "an entry of `" + key + "` has " + fields.fields().size() + " names, "
                                + Shown.names(fields.fields().stream()
                                        .map(Raw.Field::name)
                                        .toList())
                                + ", but must have one; begin each with `- `");
    }

    private void add(String type, Location location, Optional<Raw> settings, List<String> path, boolean inFilter) {
        if (!type.equals(FILTER) || key.equals("outputs")) {
            boolean isEmpty =
                    settings.isPresent() && settings.get() instanceof Raw.Scalar scalar && scalar.value() == null;
            entries.add(new Entry(type, location, isEmpty ? Optional.empty() : settings, "", path, inFilter));
        } else if (inFilter) {
            problems.add(new Problem(location, "a `filter` cannot hold another `filter`"));
        } else if (settings.isEmpty() || (settings.get() instanceof Raw.Scalar scalar && scalar.value() == null)) {
            problems.add(new Problem(location, "`filter` is empty, but must be a list of gates: `filter: [ length ]`"));
        } else {
            List<String> inner = new ArrayList<>(path);
            inner.add(FILTER);
            list(settings.get(), inner, true);
        }
    }

    private List<Entry> named() {
        Set<String> taken = new HashSet<>();
        for (Entry entry : entries) {
            givenName(entry).ifPresent(name -> check(name, taken));
        }
        Map<String, Integer> counts = new HashMap<>();
        List<Entry> named = new ArrayList<>();
        for (Entry entry : entries) {
            Optional<Raw.Scalar> given = givenName(entry);
            named.add(entry.named(given.isPresent() ? given.get().source() : freeName(entry.type(), taken, counts)));
        }
        return named;
    }

    private static Optional<Raw.Scalar> givenName(Entry entry) {
        return entry.settings()
                .flatMap(raw -> raw instanceof Raw.Fields fields ? fields.find("name") : Optional.empty())
                .flatMap(field -> field.raw() instanceof Raw.Scalar scalar && scalar.value() != null
                        ? Optional.of(scalar)
                        : Optional.empty());
    }

    private void check(Raw.Scalar given, Set<String> taken) {
        String name = given.source();
        if (!NAME.matcher(name).matches()) {
            problems.add(new Problem(
                    given.location(),
                    "`name` is '" + name + "', but must be made of letters, digits, `-`, `_` and `.`"));
        }
        if (!taken.add(name)) {
            problems.add(new Problem(given.location(), "two steps are named '" + name + "'; rename one"));
        }
    }

    private static String freeName(String type, Set<String> taken, Map<String, Integer> counts) {
        String name;
        do {
            int count = counts.merge(type, 1, Integer::sum);
            name = count == 1 ? type : type + "-" + count;
        } while (taken.contains(name));
        taken.add(name);
        return name;
    }
}
