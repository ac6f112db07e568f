package dev.seedbed.pipeline;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How the types of Java that [RecordSchema] takes are written as JSON: the one place where the two libraries
/// that write schemas and read values are told the same.
final class RecordTypes {
    private static final String KIND = "type";
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            boolean.class,
            Boolean.class,
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            float.class,
            Float.class,
            double.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class);
    private static final Set<Class<?>> LISTS = Set.of(List.class, Set.class, Collection.class);

    private RecordTypes() {}

    /// @throws IllegalArgumentException if JSON that follows the type's schema could not be read as it
    static void check(Class<?> type) {
        if (!type.isRecord() && !isChoice(type)) {
            throw new IllegalArgumentException(
                    type.getName() + " is no record, and no sealed interface of records, so it has no schema");
        }
        check(type, type.getSimpleName(), new HashSet<>());
    }

    private static void check(Type type, String place, Set<Class<?>> seen) {
        switch (type) {
            case ParameterizedType generic -> checkGeneric(generic, place, seen);
            case TypeVariable<?> _, WildcardType _ -> throw unusable(type, place);
            case Class<?> plain when PLAIN.contains(plain) || plain.isEnum() -> {}
            case Class<?> object when object.isRecord() || isChoice(object) -> checkObject(object, place, seen);
            default -> throw unusable(type, place);
        }
    }

    private static void checkGeneric(ParameterizedType type, String place, Set<Class<?>> seen) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType().equals(Map.class) && arguments[0].equals(String.class)) {
            check(arguments[1], place, seen);
        } else if (type.getRawType() instanceof Class<?> raw && (LISTS.contains(raw) || raw.equals(Optional.class))) {
            check(arguments[0], place, seen);
        } else {
            throw unusable(type, place);
        }
    }

    private static void checkObject(Class<?> type, String place, Set<Class<?>> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (isChoice(type)) {
            for (Class<?> each : type.getPermittedSubclasses()) {
                if (!each.isRecord() && !isChoice(each)) {
                    throw unusable(each, place);
                }
                check(each, each.getSimpleName(), seen);
            }
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals(KIND) && isOneOfSeveral(type)) {
                throw new IllegalArgumentException("the component `type` of " + type.getSimpleName()
                        + " has the name of the field that tells it from the others of its interface; rename it");
            }
            check(component.getGenericType(), place + "." + component.getName(), seen);
        }
    }

    private static IllegalArgumentException unusable(Type type, String place) {
        return new IllegalArgumentException("`" + place + "` is of type " + type.getTypeName()
                + ", but must be String, boolean, a number, an enum, a record, a sealed interface of records, or"
                + " List, Set, Optional or Map<String, ...> of these");
    }

    /// An enum is sealed too if a constant has a body.
    private static boolean isChoice(Class<?> type) {
        return type.isSealed() && type.isInterface();
    }

    private static boolean isOneOfSeveral(Class<?> type) {
        return type.isRecord() && Arrays.stream(type.getInterfaces()).anyMatch(RecordTypes::isChoice);
    }

    private static String kind(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// The records of a sealed interface, those of sealed interfaces inside it too.
    private static Stream<Class<?>> records(Class<?> type) {
        return isChoice(type)
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordTypes::records)
                : Stream.of(type);
    }

    static String schema(Class<?> type) {
        SchemaGeneratorConfigBuilder settings =
                new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        settings.without(Option.SCHEMA_VERSION_INDICATOR)
                .with(
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                        Option.FLATTENED_OPTIONALS,
                        Option.FLATTENED_ENUMS);
        settings.forFields().withRequiredCheck(field -> !isOptional(field)).withNullableCheck(RecordTypes::isOptional);
        settings.forTypesInGeneral()
                .withPropertySorter((left, right) -> Integer.compare(place(left), place(right)))
                .withSubtypeResolver(RecordTypes::subtypes)
                .withTypeAttributeOverride((definition, scope, _) ->
                        addKind(definition, scope.getType().getErasedType()));
        return new SchemaGenerator(settings.build()).generateSchema(type).toString();
    }

    private static boolean isOptional(FieldScope field) {
        return !field.isFakeContainerItemScope()
                && (field.getDeclaredType().isInstanceOf(Optional.class)
                        || field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    private static int place(MemberScope<?, ?> member) {
        RecordComponent[] components = member.getRawMember().getDeclaringClass().getRecordComponents();
        return components == null
                ? 0
                : IntStream.range(0, components.length)
                        .filter(i -> components[i].getName().equals(member.getDeclaredName()))
                        .findFirst()
                        .orElse(components.length);
    }

    private static @Nullable List<ResolvedType> subtypes(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        return isChoice(raw)
                ? records(raw)
                        .map(each -> context.getTypeContext().resolveSubtype(type, each))
                        .toList()
                : null;
    }

    /// Puts the field that tells a record from the others of its interface before its own.
    private static void addKind(ObjectNode definition, Class<?> type) {
        if (!isOneOfSeveral(type)) {
            return;
        }
        ObjectNode properties = definition.objectNode();
        properties.putObject(KIND).put("type", "string").put("const", kind(type));
        definition.optional("properties").ifPresent(own -> properties.setAll((ObjectNode) own));
        ArrayNode required = definition.arrayNode().add(KIND);
        definition.optional("required").ifPresent(own -> required.addAll((ArrayNode) own));
        definition.set("properties", properties);
        definition.set("required", required);
    }

    static <T> T read(String json, Class<T> type) {
        return Reading.MAPPER.readValue(json, type);
    }

    /// Made when the first value is read.
    private static final class Reading {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .annotationIntrospector(new Names())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                .build();
    }

    /// Reads no annotation: a name in JSON is the name in Java.
    private static final class Names extends AnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public tools.jackson.core.Version version() {
            return tools.jackson.core.Version.unknownVersion();
        }

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            Class<?> raw = annotated.getRawType();
            return annotated instanceof AnnotatedClass && (isOneOfSeveral(raw) || isChoice(raw))
                    ? JsonTypeInfo.Value.construct(
                            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, KIND, null, false, true, null)
                    : null;
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
            Class<?> raw = annotated.getRawType();
            return isChoice(raw)
                    ? records(raw).map(each -> new NamedType(each, kind(each))).toList()
                    : null;
        }

        @Override
        public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass annotated) {
            return isOneOfSeveral(annotated.getRawType()) ? kind(annotated.getRawType()) : null;
        }
    }
}
