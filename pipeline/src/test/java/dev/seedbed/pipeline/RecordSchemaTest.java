package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSchemaTest {
    enum Level {
        EASY,
        HARD {
            @Override
            public String toString() {
                return "very hard";
            }
        }
    }

    record Source(String title, int page) {}

    record Card(
            String question,
            Level level,
            Optional<String> hint,
            @Nullable Source source,
            List<Source> more,
            Map<String, Double> weights,
            Set<Level> levels,
            boolean sure,
            long count,
            BigDecimal price,
            Optional<Level> other) {}

    sealed interface Shape {}

    sealed interface Round extends Shape {}

    record RedCircle(double radius) implements Round {}

    record Square(int side, List<Shape> inside) implements Shape {}

    record Point() implements Shape {}

    record Drawing(Shape shape, RedCircle circle) {}

    record Tree(String name, List<Tree> children) {}

    @Test
    void componentsAreFieldsInTheirOrderAndAllRequiredButTheOptional() {
        Map<String, Object> schema = RecordSchema.of(Card.class).schema();
        assertThat(Json.write(schema)).isEqualTo(Json.write(Json.parse("""
                {"$defs": {
                  "Level": {"type": "string", "enum": ["EASY", "HARD"]},
                  "Source": {"type": "object", "properties": {"title": {"type": "string"}, "page": {"type": "integer"}},
                    "required": ["title", "page"], "additionalProperties": false}},
                 "type": "object",
                 "properties": {
                   "question": {"type": "string"},
                   "level": {"$ref": "#/$defs/Level"},
                   "hint": {"type": ["string", "null"]},
                   "source": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/Source"}]},
                   "more": {"type": "array", "items": {"$ref": "#/$defs/Source"}},
                   "weights": {"type": "object", "additionalProperties": {"type": "number"}},
                   "levels": {"type": "array", "items": {"$ref": "#/$defs/Level"}},
                   "sure": {"type": "boolean"},
                   "count": {"type": "integer"},
                   "price": {"type": "number"},
                   "other": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/Level"}]}},
                 "required": ["question", "level", "more", "weights", "levels", "sure", "count", "price"],
                 "additionalProperties": false}""")));
    }

    @Test
    void readsWhatFollowsTheSchema() {
        Object value = Json.parse("""
                {"question": "Why?", "level": "HARD", "source": {"title": "T", "page": 3.0}, "more": [],
                 "weights": {"a": 1, "b": 0.5}, "levels": ["EASY"], "sure": true, "count": 9007199254740993,
                 "price": 0.1, "other": "EASY"}""");
        assertThat(RecordSchema.of(Card.class).read(value))
                .isEqualTo(new Card(
                        "Why?",
                        Level.HARD,
                        Optional.empty(),
                        new Source("T", 3),
                        List.of(),
                        Map.of("a", 1.0, "b", 0.5),
                        Set.of(Level.EASY),
                        true,
                        9_007_199_254_740_993L,
                        new BigDecimal("0.1"),
                        Optional.of(Level.EASY)));
        assertThat(RecordSchema.of(Source.class).read(Data.of("title", "T").with("page", 1)))
                .isEqualTo(new Source("T", 1));
    }

    @Test
    void aNullStandsForWhatIsLeftOut() {
        Object value = Json.parse("""
                {"question": "Why?", "level": "EASY", "hint": null, "source": null, "more": [], "weights": {},
                 "levels": [], "sure": true, "count": 1, "price": 0, "other": null}""");
        Card card = RecordSchema.of(Card.class).read(value);
        assertThat(card.hint()).isEmpty();
        assertThat(card.source()).isNull();
    }

    @Test
    void aSealedInterfaceIsToldApartByTheFieldType() {
        RecordSchema<Drawing> drawings = RecordSchema.of(Drawing.class);
        Drawing drawing = drawings.read(Json.parse("""
                {"shape": {"type": "square", "side": 2, "inside": [{"type": "point"}, {"type": "red-circle", "radius": 1}]},
                 "circle": {"type": "red-circle", "radius": 3}}"""));
        assertThat(drawing)
                .isEqualTo(new Drawing(new Square(2, List.of(new Point(), new RedCircle(1))), new RedCircle(3)));
        assertThatThrownBy(() -> drawings.read(
                        Json.parse("{\"shape\": {\"radius\": 2}, \"circle\": {\"type\": \"square\", \"radius\": 3}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/circle/type");
        assertThat(RecordSchema.of(Shape.class).read(Map.of("type", "point"))).isEqualTo(new Point());
    }

    @Test
    void aRecordMayHoldItself() {
        Object value = Json.parse("{\"name\": \"a\", \"children\": [{\"name\": \"b\", \"children\": []}]}");
        assertThat(RecordSchema.of(Tree.class).read(value)).isEqualTo(new Tree("a", List.of(new Tree("b", List.of()))));
    }

    @Test
    void refusesWhatDoesNotFollowTheSchema() {
        RecordSchema<Source> sources = RecordSchema.of(Source.class);
        for (String wrong : List.of(
                "{\"title\": \"T\"}",
                "{\"title\": null, \"page\": 1}",
                "{\"title\": \"T\", \"page\": 1.5}",
                "{\"title\": \"T\", \"page\": \"1\"}",
                "{\"title\": \"T\", \"page\": 3000000000}",
                "{\"title\": \"T\", \"page\": 1, \"more\": 1}",
                "[]",
                "null")) {
            assertThatThrownBy(() -> sources.read(Json.parse(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("this is no Source: ");
        }
    }

    record Dated(Source source, List<LocalDate> days) {}

    record Keyed(Map<Level, String> texts) {}

    record Anything(Object value) {}

    sealed interface Kinds {}

    record Kind(String type) implements Kinds {}

    @Test
    void refusesTypesThatHaveNoJsonOfTheirOwn() {
        assertRefused(Dated.class, "`Dated.days` is of type java.time.LocalDate, but must be String, boolean");
        assertRefused(Keyed.class, "`Keyed.texts` is of type java.util.Map<");
        assertRefused(Anything.class, "`Anything.value` is of type java.lang.Object");
        assertRefused(String.class, "java.lang.String is no record, and no sealed interface of records");
        assertRefused(Kinds.class, "the component `type` of Kind has the name of the field");
    }

    private static void assertRefused(Class<?> type, String message) {
        assertThatThrownBy(() -> RecordSchema.of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aPipelineTakesTheClassForTheSchema() {
        PipelineSpec spec = Pipeline.named("cards")
                .step("generate", step -> step.set("schema", Source.class))
                .spec();
        assertThat(spec.text()).contains("schema:").contains("page:").contains("additionalProperties: false");
    }
}
