package dev.seedbed.curate.instruction;

import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.text.instruction.Constraint;
import dev.seedbed.text.instruction.Instructions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads constraints from a column's value: IFEval's two lists, a list of objects, or a text with one of these as
/// JSON.
final class WrittenConstraints {
    private static final String IDS = "instruction_id_list";
    private static final String ARGUMENTS = "kwargs";
    private static final String ID = "instruction_id";

    private WrittenConstraints() {}

    /// @throws IllegalArgumentException if it is something else, or names what there is not
    static List<Constraint> read(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case String text when text.isBlank() -> List.of();
            case String text -> read(parsed(text));
            case Map<?, ?> object -> Instructions.read(texts(object.get(IDS)), objects(object.get(ARGUMENTS)));
            case List<?> list -> list(list);
            default -> throw wrong(value);
        };
    }

    /// @param ids IFEval's `instruction_id_list`: a list of texts, or that as JSON
    /// @param arguments IFEval's `kwargs`: an object for each
    /// @throws IllegalArgumentException if one is something else, or they name what there is not
    static List<Constraint> read(@Nullable Object ids, @Nullable Object arguments) {
        if (ids == null && arguments == null) {
            return List.of();
        }
        return Instructions.read(texts(plain(ids)), objects(plain(arguments)));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof String text ? parsed(text) : value;
    }

    private static @Nullable Object parsed(String text) {
        Object value;
        try {
            value = Json.parse(text);
        } catch (JsonException e) {
            throw new IllegalArgumentException("the constraints are no JSON: " + e.getMessage(), e);
        }
        if (value instanceof String) {
            throw wrong(text);
        }
        return value;
    }

    private static List<Constraint> list(List<?> list) {
        List<Constraint> constraints = new ArrayList<>();
        for (Map<String, @Nullable Object> each : objects(list)) {
            Map<String, @Nullable Object> arguments = new HashMap<>(each);
            if (!(arguments.remove(ID) instanceof String id)) {
                throw wrong(each);
            }
            constraints.add(Instructions.read(id, arguments));
        }
        return constraints;
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong(value);
    }

    private static List<Map<String, @Nullable Object>> objects(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw wrong(value);
        }
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> map)) {
                throw wrong(each);
            }
            Map<String, @Nullable Object> object = new HashMap<>();
            map.forEach((name, argument) -> object.put(String.valueOf(name), argument));
            objects.add(object);
        }
        return objects;
    }

    private static IllegalArgumentException wrong(@Nullable Object value) {
        return new IllegalArgumentException("constraints are {\"" + IDS + "\": [...], \"" + ARGUMENTS
                + "\": [...]} or [{\"" + ID + "\": ...}, ...], but seen is " + value);
    }
}
