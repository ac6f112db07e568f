package dev.seedbed.pipeline;

import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.api.setting.Location;
import dev.seedbed.api.setting.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The values of one YAML text with their places.
final class YamlTree {
    private static final int MOST_CHARACTERS = 5_000_000;
    // Aliases are written out, so that a few lines of them could stand for billions of values.
    private static final int MOST_VALUES = 100_000;

    private final String file;
    private final String text;
    private final String[] lines;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    YamlTree(String file, String text) {
        this.file = file;
        this.text = text;
        this.lines = text.split("\n", -1);
    }

    PipelineSpec spec(Path directory) {
        Raw raw = read();
        if (raw instanceof Raw.Fields root) {
            return new PipelineSpec(root, directory, text, problems);
        }
        throw failure(
                raw.location(),
                "a pipeline is a map of keys such as `steps:`, but this is " + Shown.kind(raw) + ": "
                        + Shown.value(raw));
    }

    /// The value that the text stands for.
    Raw read() {
        Node node = compose()
                .orElseThrow(() -> failure(new Location(file, 1, 1), "is empty; a pipeline has at least `steps:`"));
        return raw(node);
    }

    List<Problem> problems() {
        return problems;
    }

    private Optional<Node> compose() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            Location location = e.getProblemMark().map(this::location).orElse(new Location(file, 1, 1));
            String context = e.getContext() == null ? "" : e.getContext() + began(e, location) + ": ";
            throw failure(
                    location, "is not YAML: " + context + e.getProblem().strip() + hint(e.getProblem(), location));
        } catch (YamlEngineException e) {
            throw failure(new Location(file, 1, 1), "is not YAML: " + e.getMessage());
        } catch (StackOverflowError _) {
            // The parser is recursive and has no limit of its own.
            throw failure(new Location(file, 1, 1), "is nested too deeply");
        }
    }

    /// What is wrong often stands where it began and not where it was noticed, such as a bracket that is not closed.
    private String began(MarkedYamlEngineException e, Location noticed) {
        return e.getContextMark()
                .map(this::location)
                .filter(begin -> e.getContext().startsWith("while") && begin.line() != noticed.line())
                .map(begin -> " that begins at line " + begin.line() + ", column " + begin.column())
                .orElse("");
    }

    private String hint(String problem, Location location) {
        String line = location.line() <= lines.length ? lines[location.line() - 1] : "";
        if (line.contains("\t")) {
            return "; indent with spaces, not with tabs";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "; put a text that has `: ` in it in quotes";
        }
        if (problem.contains("expected a single document")) {
            return "; one file holds one pipeline, so `---` may stand only at its beginning";
        }
        if (problem.contains("<document start>")) {
            return "; a pipeline is one map of keys such as `steps:`";
        }
        return "";
    }

    private static InvalidPipelineException failure(Location location, String message) {
        return new InvalidPipelineException(List.of(new Problem(location, message)));
    }

    private Raw raw(Node node) {
        values++;
        Location location = location(node);
        if (values > MOST_VALUES) {
            throw failure(location, "there are more than " + MOST_VALUES + " values, aliases written out");
        }
        if (!open.add(node)) {
            throw failure(location, "holds itself: an alias may not stand inside its own anchor");
        }
        try {
            return switch (node) {
                case ScalarNode scalar -> scalar(scalar, location);
                case SequenceNode sequence ->
                    new Raw.Items(sequence.getValue().stream().map(this::raw).toList(), location);
                case MappingNode mapping -> fields(mapping, location);
                default -> throw failure(location, "is not a value");
            };
        } finally {
            open.remove(node);
        }
    }

    private Raw fields(MappingNode mapping, Location location) {
        Map<String, Raw.Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Location at = location(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(new Problem(at, "a key must be a text; put a template such as \"{{ name }}\" in quotes"));
                continue;
            }
            Raw value = raw(tuple.getValueNode());
            Raw.Field earlier = fields.putIfAbsent(key.getValue(), new Raw.Field(key.getValue(), at, value));
            if (earlier != null) {
                problems.add(new Problem(
                        at,
                        "`" + key.getValue() + "` is written twice, first at line "
                                + earlier.location().line() + "; remove one"));
            }
        }
        return new Raw.Fields(List.copyOf(fields.values()), location);
    }

    private Raw scalar(ScalarNode node, Location location) {
        String source = node.getValue();
        return new Raw.Scalar(value(node, location), source, location, body(node));
    }

    private @Nullable Object value(ScalarNode node, Location location) {
        String source = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.STR)) {
            return source;
        }
        try {
            if (tag.equals(Tag.NULL)) {
                return null;
            }
            if (tag.equals(Tag.BOOL)) {
                return source.toLowerCase(Locale.ROOT).equals("true");
            }
            if (tag.equals(Tag.INT)) {
                return wholeNumber(source);
            }
            if (tag.equals(Tag.FLOAT)) {
                return decimal(source, location);
            }
        } catch (NumberFormatException _) {
            problems.add(new Problem(location, "'" + source + "' is not a number"));
            return source;
        }
        problems.add(
                new Problem(location, "has the tag " + tag.getValue() + ", but tags have no meaning here; remove it"));
        return source;
    }

    private static Object wholeNumber(String source) {
        BigInteger number = source.startsWith("0x")
                ? new BigInteger(source.substring(2), 16)
                : source.startsWith("0o") ? new BigInteger(source.substring(2), 8) : new BigInteger(source);
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private Object decimal(String source, Location location) {
        if (source.endsWith("inf") || source.endsWith("nan") || !source.matches("[-+.0-9eE]+")) {
            problems.add(new Problem(location, "'" + source + "' is not a number that JSON has"));
            return source;
        }
        double number = Double.parseDouble(source);
        return Double.isFinite(number) ? (Object) number : new BigDecimal(source);
    }

    /// Where the text itself begins, if its further characters stand where one expects them.
    private Optional<Location> body(ScalarNode node) {
        Optional<Mark> start = node.getStartMark();
        Optional<Mark> end = node.getEndMark();
        if (start.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        int line = start.get().getLine();
        int column = start.get().getColumn();
        if (node.getScalarStyle() == ScalarStyle.LITERAL) {
            return indentation(line).map(indent -> new Location(file, line + 2, indent + 1));
        }
        if (end.get().getLine() != line || node.getScalarStyle() == ScalarStyle.FOLDED) {
            return Optional.empty();
        }
        if (lines[line].codePointCount(0, lines[line].length()) <= column) {
            return Optional.empty();
        }
        return switch (lines[line].codePointAt(lines[line].offsetByCodePoints(0, column))) {
            case '&', '!' -> Optional.empty();
            case '"', '\'' -> Optional.of(new Location(file, line + 1, column + 2));
            default -> Optional.of(new Location(file, line + 1, column + 1));
        };
    }

    private Optional<Integer> indentation(int header) {
        if (lines[header].stripTrailing().matches(".*\\|[-+]?[0-9][-+]?$")) {
            return Optional.empty();
        }
        for (int i = header + 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                return Optional.of(lines[i].length() - lines[i].stripLeading().length());
            }
        }
        return Optional.empty();
    }

    private Location location(Node node) {
        return node.getStartMark().map(this::location).orElse(new Location(file, 1, 1));
    }

    private Location location(Mark mark) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
