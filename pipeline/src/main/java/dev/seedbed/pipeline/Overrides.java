package dev.seedbed.pipeline;

import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.api.setting.Location;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.pipeline.StepEntries.Entry;
import dev.seedbed.pipeline.expression.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces values of a pipeline as `--set path=value` says.
final class Overrides {
    private static final Pattern PART = Pattern.compile("\\G(?:\"([^\"]+)\"|([^.\"]+))(\\.(?=.)|$)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /// A path that leads nowhere.
    private static final class NoSuchPlaceException extends Exception {
        NoSuchPlaceException(String message) {
            super(message);
        }
    }

    private Overrides() {}

    static PipelineSpec apply(PipelineSpec spec, List<String> overrides) {
        Raw.Fields root = spec.root();
        List<Problem> problems = new ArrayList<>(spec.problems());
        for (String override : overrides) {
            int equals = override.indexOf('=');
            String path = equals < 0 ? override : override.substring(0, equals);
            Location location = new Location("--set " + path.strip(), 0, 0);
            try {
                if (equals < 0) {
                    throw new NoSuchPlaceException("has no value; write `--set path=value`");
                }
                Optional<Raw> value = value(override.substring(equals + 1), location, problems);
                if (value.isPresent()) {
                    root = (Raw.Fields) replaced(root, place(root, parts(path.strip())), value.get());
                }
            } catch (NoSuchPlaceException e) {
                problems.add(new Problem(location, String.valueOf(e.getMessage())));
            }
        }
        return new PipelineSpec(root, spec.directory(), YamlText.of(root), problems);
    }

    private static List<String> parts(String path) throws NoSuchPlaceException {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(path);
        int end = 0;
        while (end < path.length() && part.find()) {
            parts.add(Optional.ofNullable(part.group(1)).orElseGet(() -> part.group(2)));
            end = part.end();
        }
        if (parts.isEmpty() || end < path.length()) {
            throw new NoSuchPlaceException(
                    "is no path; write keys joined by dots, such as `seed` or `steps.magpie.model`");
        }
        return parts;
    }

    /// A step that is named instead of counted, as the list has it.
    private static List<String> place(Raw.Fields root, List<String> parts) throws NoSuchPlaceException {
        boolean steps = parts.getFirst().equals("steps");
        if ((!steps && !parts.getFirst().equals("outputs")) || parts.size() < 2) {
            return parts;
        }
        if (NUMBER.matcher(parts.get(1)).matches()) {
            return parts;
        }
        List<Entry> entries = steps
                ? StepEntries.steps(root, new ArrayList<>())
                : StepEntries.outputs(root, new ArrayList<>()).stream()
                        .map(entry -> entry.named(entry.type()))
                        .toList();
        for (Entry entry : entries) {
            if (entry.name().equals(parts.get(1))) {
                List<String> place = new ArrayList<>(List.of(parts.getFirst()));
                place.addAll(entry.path());
                place.add(entry.type());
                place.addAll(parts.subList(2, parts.size()));
                return place;
            }
        }
        List<String> names = entries.stream().map(Entry::name).toList();
        throw new NoSuchPlaceException("there is no entry '" + parts.get(1) + "' in `" + parts.getFirst() + "`"
                + Nearest.hint(parts.get(1), names) + " (there are: " + Shown.names(names) + ")");
    }

    private static Raw replaced(Raw raw, List<String> place, Raw value) throws NoSuchPlaceException {
        if (place.isEmpty()) {
            return value;
        }
        String part = place.getFirst();
        List<String> rest = place.subList(1, place.size());
        return switch (raw) {
            case Raw.Fields fields -> inFields(fields, place, value);
            case Raw.Items items -> {
                int size = items.items().size();
                if (!NUMBER.matcher(part).matches() || Integer.parseInt(part) >= size) {
                    throw new NoSuchPlaceException(
                            "'" + part + "' is no place in a list of " + size + "; count from 0 to " + (size - 1));
                }
                int index = Integer.parseInt(part);
                List<Raw> copy = new ArrayList<>(items.items());
                copy.set(index, replaced(items.items().get(index), rest, value));
                yield new Raw.Items(copy, items.location());
            }
            case Raw.Scalar scalar -> {
                // A step without settings, as in `- magpie`, gets its first one.
                if (scalar.value() == null || part.equals(scalar.value())) {
                    yield inFields(new Raw.Fields(List.of(), scalar.location()), place, value);
                }
                throw new NoSuchPlaceException("'" + part + "' cannot be set inside the single value "
                        + Shown.value(scalar) + "; set the value as a whole, or write it as a map in the file");
            }
        };
    }

    private static Raw inFields(Raw.Fields fields, List<String> place, Raw value) throws NoSuchPlaceException {
        int length = keyLength(fields, place);
        String key = String.join(".", place.subList(0, length));
        List<String> rest = place.subList(length, place.size());
        boolean removes = rest.isEmpty() && value instanceof Raw.Scalar scalar && scalar.value() == null;
        List<Raw.Field> copy = new ArrayList<>();
        boolean found = false;
        for (Raw.Field field : fields.fields()) {
            if (!field.name().equals(key)) {
                copy.add(field);
                continue;
            }
            found = true;
            if (!removes) {
                copy.add(new Raw.Field(key, field.location(), replaced(field.raw(), rest, value)));
            }
        }
        if (!found && !removes) {
            Raw empty = new Raw.Fields(List.of(), value.location());
            copy.add(new Raw.Field(key, value.location(), replaced(empty, rest, value)));
        }
        return new Raw.Fields(copy, fields.location());
    }

    /// How many parts of the path make the key: more than one if there is a key that has dots in it.
    private static int keyLength(Raw.Fields fields, List<String> place) {
        for (int length = place.size(); length > 1; length--) {
            if (fields.find(String.join(".", place.subList(0, length))).isPresent()) {
                return length;
            }
        }
        return 1;
    }

    private static Optional<Raw> value(String text, Location location, List<Problem> problems) {
        String start = text.strip();
        boolean isCollection = start.startsWith("[") || (start.startsWith("{") && !start.matches("(?s)\\{[{%#].*"));
        boolean isQuoted = start.startsWith("\"") || start.startsWith("'");
        if (start.isEmpty()) {
            return Optional.of(new Raw.Scalar("", "", location, Optional.empty()));
        }
        YamlTree tree = new YamlTree(location.file(), text);
        try {
            Raw raw = moved(tree.read(), location);
            if (raw instanceof Raw.Scalar || isCollection) {
                tree.problems().forEach(problem -> problems.add(new Problem(location, problem.message())));
                return Optional.of(raw);
            }
        } catch (InvalidPipelineException e) {
            if (isCollection || isQuoted) {
                problems.add(new Problem(location, e.problems().getFirst().message()));
                return Optional.empty();
            }
        }
        // On a command line `Answer: {{ question }}` is meant as a text, whatever it would be in a file.
        return Optional.of(new Raw.Scalar(text, text, location, Optional.empty()));
    }

    private static Raw moved(Raw raw, Location location) {
        return switch (raw) {
            case Raw.Scalar scalar -> new Raw.Scalar(scalar.value(), scalar.source(), location, Optional.empty());
            case Raw.Items items ->
                new Raw.Items(
                        items.items().stream()
                                .map(item -> moved(item, location))
                                .toList(),
                        location);
            case Raw.Fields fields ->
                new Raw.Fields(
                        fields.fields().stream()
                                .map(field -> new Raw.Field(field.name(), location, moved(field.raw(), location)))
                                .toList(),
                        location);
        };
    }
}
