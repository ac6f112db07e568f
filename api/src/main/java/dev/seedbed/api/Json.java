package dev.seedbed.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// JSON text to and from the values that [Data] holds.
///
/// ```java
/// Json.write(Map.of("a", 1));              // {"a":1}
/// Json.parse("[1, 2.5, null]");            // List of Long 1, Double 2.5, null
/// ```
///
/// Written text is one line, with no spaces, keys in the map's own order; [#canonical] sorts them, so that
/// equal values give equal bytes. Reading refuses duplicate keys, trailing text, and nesting deeper than 200. A
/// lone surrogate, which JSON can escape but no file of UTF-8 can hold, becomes U+FFFD on the way in and on the
/// way out. Thread-safe.
public final class Json {
    private static final int DEEPEST = 200;
    private static final int MOST_DIGITS = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(MOST_DIGITS)
                    .build())
            .build();

    private Json() {}

    /// One line of JSON.
    public static String write(@Nullable Object value) {
        return new JsonText(false).value(value).toString();
    }

    /// One line of JSON with the keys of every object sorted by code unit.
    public static String canonical(@Nullable Object value) {
        return new JsonText(true).value(value).toString();
    }

    /// The value that a text of JSON stands for.
    ///
    /// @throws JsonException if the text is not exactly one JSON value; the message says where
    public static @Nullable Object parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new JsonException("there is no JSON value", 1, 1);
            }
            Object value = read(parser);
            if (parser.nextToken() != null) {
                throw new JsonException(
                        "there is text after the JSON value",
                        parser.currentTokenLocation().getLineNr(),
                        parser.currentTokenLocation().getColumnNr());
            }
            return value;
        } catch (StreamReadException e) {
            String message = e.getOriginalMessage();
            if (e.getLocation() == null) {
                throw new JsonException(message, 1, 1);
            }
            throw new JsonException(
                    message, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        } catch (StreamConstraintsException e) {
            throw beyondLimits(e);
        } catch (JacksonException e) {
            throw new JsonException(e.getOriginalMessage(), 1, 1);
        }
    }

    /// The parser names its own classes here.
    private static JsonException beyondLimits(StreamConstraintsException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.contains("nesting depth")) {
            return new JsonException("it is nested deeper than " + DEEPEST + " levels", 1, 1);
        }
        return new JsonException(
                message.contains("Number value length") ? "a number has more than " + MOST_DIGITS + " digits" : message,
                1,
                1);
    }

    /// The object that a text of JSON stands for.
    ///
    /// @throws JsonException if the text is not exactly one JSON object
    public static Data parseObject(String text) {
        Object value = parse(text);
        if (value instanceof Map<?, ?> map) {
            return Data.ofParsed(map);
        }
        throw new JsonException("a JSON object is wanted, but this is " + kind(value), 1, 1);
    }

    /// What a value is called in messages: `a text`, `a number`, `a list` and so on.
    public static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String _ -> "a text";
            case Boolean _ -> "true or false";
            case Number _ -> "a number";
            case Map<?, ?> _ -> "an object";
            case Collection<?> _ -> "a list";
            default -> value.getClass().getSimpleName();
        };
    }

    /// A text that UTF-8 can hold: half of a surrogate pair without its other half becomes U+FFFD.
    public static String wellFormed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE && isLone(text, i)) {
                return replaceLone(text, i);
            }
        }
        return text;
    }

    static boolean isLone(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static String replaceLone(String text, int first) {
        StringBuilder whole = new StringBuilder(text);
        for (int i = first; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && isLone(text, i)) {
                whole.setCharAt(i, '\ufffd');
            }
        }
        return whole.toString();
    }

    private static @Nullable Object read(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> wellFormed(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> Data.normalized(parser.getNumberValue());
            case VALUE_NUMBER_FLOAT -> readDecimal(parser);
            default -> throw new JsonException("unexpected " + token, 1, 1);
        };
    }

    private static Object readDecimal(JsonParser parser) {
        BigDecimal exact = parser.getDecimalValue();
        double value = exact.doubleValue();
        return Double.isFinite(value) ? (Object) value : exact;
    }

    private static Map<String, @Nullable Object> readObject(JsonParser parser) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            if (object.containsKey(name)) {
                throw new JsonException(
                        "Duplicate Object property \"" + name + "\"",
                        parser.currentTokenLocation().getLineNr(),
                        parser.currentTokenLocation().getColumnNr());
            }
            parser.nextToken();
            object.put(name, read(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<@Nullable Object> readArray(JsonParser parser) {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser));
        }
        return Collections.unmodifiableList(items);
    }
}
