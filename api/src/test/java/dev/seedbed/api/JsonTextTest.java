package dev.seedbed.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The writer against Jackson's.
final class JsonTextTest {
    private static final JsonFactory JACKSON = new JsonFactory();

    private static String byJackson(@Nullable Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JACKSON.createGenerator(ObjectWriteContext.empty(), out)) {
            write(json, value);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(Json.wellFormed(text));
            case Boolean flag -> json.writeBoolean(flag);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, item) -> {
                    json.writeName(Json.wellFormed((String) key));
                    write(json, item);
                });
                json.writeEndObject();
            }
            case List<?> items -> {
                json.writeStartArray();
                items.forEach(item -> write(json, item));
                json.writeEndArray();
            }
            default -> throw new AssertionError(value);
        }
    }

    private static String text(SplittableRandom random) {
        int[] kinds = {0x80, 0x20, 0x100, 0x3000, 0xd700, 0xe000, 0x10000};
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(20);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append("\"\\/\u007f\u2028<&".charAt(random.nextInt(7)));
                case 2 -> text.append((char) (0xd800 + random.nextInt(0x800)));
                case 3 -> text.appendCodePoint(0x1f300 + random.nextInt(0x200));
                default -> text.appendCodePoint(random.nextInt(kinds[random.nextInt(kinds.length)]));
            }
        }
        return text.toString();
    }

    private static @Nullable Object value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> Double.longBitsToDouble(random.nextLong() & 0xffe0ffffffffffffL);
            case 4 -> new BigInteger(random.nextInt(200), new java.util.Random(random.nextLong()));
            case 5 ->
                new BigDecimal(new BigInteger(100, new java.util.Random(random.nextLong())), random.nextInt(-30, 30));
            case 6, 7 -> text(random);
            case 8 -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth - 1));
                }
                yield items;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), value(random, depth - 1));
                }
                yield map;
            }
        };
    }

    @Test
    void writesWhatJacksonWrites() {
        SplittableRandom random = new SplittableRandom(20261121);
        for (int i = 0; i < 20_000; i++) {
            Object value = value(random, 4);
            assertThat(Json.write(value)).isEqualTo(byJackson(value));
        }
    }

    @Test
    void sortsTheKeysOfEveryObjectByCodeUnit() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", Arrays.asList(null, Map.of("z", 1, "a", 2)));
        map.put("B", 1.5);
        map.put("", "x");

        assertThat(Json.canonical(map)).isEqualTo("{\"\":\"x\",\"B\":1.5,\"b\":[null,{\"a\":2,\"z\":1}]}");
    }
}
