package dev.seedbed.pipeline.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.TemplateException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelExpressionTest {
    private static final Sample SAMPLE = sample();

    private static Sample sample() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("answer", "It is  seven.\nYes");
        data.put("count", 4L);
        data.put("share", 0.5);
        data.put("ok", true);
        data.put("nothing", null);
        data.put("items", Arrays.asList("a", null, 3L));
        data.put("meta", Map.of("source", "web", "depth", 2L));
        data.put("my column", "x");
        data.put("huge", BigInteger.TWO.pow(70));
        return Sample.root("test", Data.copyOf(data)).withScore("score", 4.5).withScore("whole", 4.0);
    }

    private static @Nullable Object evaluate(String source) {
        return CelExpression.formula(source, Set.of(), false).evaluate(SAMPLE);
    }

    private static List<InvalidSourceException.Fault> faults(String source, String... names) {
        InvalidSourceException e = catchThrowableOfType(
                InvalidSourceException.class, () -> CelExpression.condition(source, List.of(names), true));
        assertThat(e).as("what compiling %s throws", source).isNotNull();
        return e.faults();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "score >= 4",
                "score > count",
                "whole == 4",
                "count == 4.0",
                "count >= 3.5 && count < 4.5",
                "words(answer) == 4",
                "size(answer) == 17",
                "answer.contains('seven')",
                "answer.lowerAscii().startsWith('it')",
                "answer.matches('s.v[a-z]n')",
                "nothing == null",
                "items[1] == null",
                "meta.source == 'web'",
                "has(sample.answer) && !has(sample.missing)",
                "sample['my column'] == 'x'",
                "has(meta.source) && !has(meta.other)",
                "'a' in items",
                "items.exists(i, i == 3)",
                "size(items) == 3",
                "ok ? true : false",
                "huge > 10",
                "answer.split('\\n').size() == 2",
                "math.greatest(count, 7) == 7",
                "count * 2.5 == 10.0",
                "score * 2 == 9",
                "2 * score == 9",
                "share + 1 == 1.5",
                "1 - share == 0.5",
                "1 / share == 2",
                "count + 1 == 5",
                "count / 3 == 1",
                "'a' + 'b' == 'ab'",
                "type(count) == int"
            })
    void isTrue(String condition) {
        assertThat(CelExpression.condition(condition, Set.of(), false).test(SAMPLE))
                .isTrue();
    }

    @Test
    void givesJsonValues() {
        assertThat(evaluate("count + 1")).isEqualTo(5L);
        assertThat(evaluate("score * 2")).isEqualTo(9.0);
        assertThat(evaluate("answer.split('\\n')[1]")).isEqualTo("Yes");
        assertThat(evaluate("[count, nothing, {'a': share}]")).isEqualTo(Arrays.asList(4L, null, Map.of("a", 0.5)));
        assertThat(evaluate("nothing")).isNull();
        assertThat(evaluate("sample")).isInstanceOf(Map.class);
        assertThat(evaluate("1u")).isEqualTo(1L);
        assertThat(evaluate("items")).isEqualTo(Arrays.asList("a", null, 3L));
        assertThat(evaluate("timestamp('2020-01-02T03:04:05Z')")).isEqualTo("2020-01-02T03:04:05Z");
        assertThat(evaluate("duration('90s')")).isEqualTo(90.0);
        assertThat(evaluate("items.map(i, type(i) == string ? i : 'other')")).isInstanceOf(List.class);
        assertThatThrownBy(() -> evaluate("b'abc'"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("bytes");
        assertThatThrownBy(() -> evaluate("1.0 / 0.0")).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> evaluate("type(1)")).isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '§',
            value = {
                "missing > 3#`missing` is missing here",
                "meta.other == 1#no key 'other'",
                "items[7] == 1#7",
                "answer > 3#cannot be applied",
                "count / 0 == 1#zero",
                "words(count) > 1#cannot be applied",
                "int(answer) > 1#seven",
                "count#must give true or false"
            })
    void saysWhyASampleFails(String condition, String reason) {
        assertThatThrownBy(() ->
                        CelExpression.condition(condition, Set.of(), false).test(SAMPLE))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the expression `" + condition + "` failed")
                .hasMessageContaining(reason);
    }

    @Test
    void locatesUnknownNamesWithTheNearest() {
        assertThat(faults("size(answr) > 3", "answer", "question"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.line()).isEqualTo(1);
                    assertThat(fault.column()).isEqualTo(6);
                    assertThat(fault.message()).contains("`answr`").contains("did you mean `answer`?");
                });
        assertThat(faults("answer == '' ||\n  scor >= 4 || foo", "answer", "score"))
                .hasSize(2)
                .first()
                .satisfies(fault -> {
                    assertThat(fault.line()).isEqualTo(2);
                    assertThat(fault.column()).isEqualTo(3);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '§',
            value = {
                "answer ==#ends too early",
                "answer = 'x'#`==` compares",
                "ok and answer#write `&&`",
                "size(answer)#must give true or false",
                "'text'#must give true or false",
                "size(answer) > 'x'#`>` cannot be applied to a whole number and a text",
                "sise(answer) > 1#no function `sise`; did you mean `size`?",
                "1 + 'x' == 2#`+` cannot be applied to a whole number and a text",
                "answer.foo( > 1#cannot be read",
                "'open#cannot be read"
            })
    void saysWhatIsWrong(String source, String message) {
        assertThat(faults(source, "answer", "ok").getFirst().message()).contains(message);
    }

    @Test
    void knowsTheNamesItReads() {
        assertThat(CelExpression.formula("items.map(i, i + count).size() + meta.depth + math.abs(n)", Set.of(), false)
                        .variables())
                .containsExactlyInAnyOrder("items", "count", "meta", "n");
        assertThat(CelExpression.formula("has(sample.answer) ? type(x) == int : false", Set.of(), false)
                        .variables())
                .containsExactly("x");
    }

    @Test
    void prefersAColumnToAScore() {
        Sample both = Sample.root("test", Data.of("score", 1L)).withScore("score", 5);

        assertThat(CelExpression.formula("score", Set.of("score"), true).evaluate(both))
                .isEqualTo(1L);
    }

    @Test
    void isSafeForManyThreads() {
        var expression = CelExpression.formula("n * 2 + size(t)", Set.of("n", "t"), true);

        assertThat(IntStream.range(0, 1_000)
                        .parallel()
                        .mapToObj(i -> expression.evaluate(Sample.root(
                                "test", Data.of("n", i).with("t", "x".repeat(i % 7)))))
                        .toList())
                .isEqualTo(IntStream.range(0, 1_000)
                        .mapToObj(i -> (long) i * 2 + i % 7)
                        .toList());
    }
}
