package dev.seedbed.pipeline;

import dev.seedbed.api.Data;
import dev.seedbed.api.Money;
import dev.seedbed.api.setting.Location;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects the values that Java code says, with the line that said them.
final class JavaValues implements SettingsBuilder {
    private static final Set<String> OURS = Set.of(Pipeline.class.getName(), JavaValues.class.getName());

    private final Map<String, Raw.Field> fields = new LinkedHashMap<>();

    @Override
    public SettingsBuilder set(String name, Object value) {
        put(name, raw(value, caller()));
        return this;
    }

    void put(String name, Raw raw) {
        fields.put(name, new Raw.Field(name, raw.location(), raw));
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    Raw.Fields fields(Location location) {
        return new Raw.Fields(List.copyOf(fields.values()), location);
    }

    /// The line of Java that called the builder.
    static Location caller() {
        Optional<StackWalker.StackFrame> frame = StackWalker.getInstance()
                .walk(frames -> frames.filter(each -> !OURS.contains(each.getClassName()))
                        .findFirst());
        return frame.filter(each -> each.getFileName() != null && each.getLineNumber() > 0)
                .map(each -> new Location(String.valueOf(each.getFileName()), each.getLineNumber(), 0))
                .orElse(new Location("Java", 0, 0));
    }

    static Raw raw(@Nullable Object value, Location location) {
        return switch (value) {
            case Map<?, ?> map -> fields(map, location);
            case Collection<?> items -> {
                List<Raw> raws = new ArrayList<>();
                items.forEach(item -> raws.add(raw(item, location)));
                yield new Raw.Items(raws, location);
            }
            case Path path -> scalar(path.toString(), location);
            case Duration time -> scalar(Durations.write(time), location);
            case Money amount -> scalar(amount.toString(), location);
            case Class<?> type -> raw(RecordSchema.of(type).schema(), location);
            case Enum<?> word -> scalar(word.name(), location);
            case BigDecimal number ->
                new Raw.Scalar(number.doubleValue(), number.toPlainString(), location, Optional.empty());
            case null -> scalar(null, location);
            default -> scalar(Data.normalized(value), location);
        };
    }

    private static Raw fields(Map<?, ?> map, Location location) {
        Map<?, ?> ordered = map instanceof SequencedMap<?, ?> ? map : new TreeMap<>(map);
        List<Raw.Field> fields = new ArrayList<>();
        ordered.forEach((key, item) -> fields.add(new Raw.Field(String.valueOf(key), location, raw(item, location))));
        return new Raw.Fields(fields, location);
    }

    private static Raw scalar(@Nullable Object value, Location location) {
        return new Raw.Scalar(value, String.valueOf(value), location, Optional.empty());
    }
}
