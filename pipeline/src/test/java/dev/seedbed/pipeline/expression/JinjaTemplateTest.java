package dev.seedbed.pipeline.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.setting.TemplateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaTemplateTest {
    private static final PromptReference REFERENCE = new PromptReference("step.prompt", 0, "0".repeat(64));

    private static Template compile(String text) {
        return JinjaTemplate.compile(text, REFERENCE);
    }

    private static String render(String text, Map<String, ? extends @Nullable Object> values) {
        return compile(text).render(values);
    }

    private static List<InvalidSourceException.Fault> faults(String text) {
        InvalidSourceException e = catchThrowableOfType(InvalidSourceException.class, () -> compile(text));
        assertThat(e).as("what compiling %s throws", text).isNotNull();
        return e.faults();
    }

    @Test
    void insertsTextsAsTheyAreAndOtherValuesAsJson() {
        Map<String, Object> values = Map.of(
                "text",
                "a \"quoted\" <b>",
                "number",
                3L,
                "decimal",
                2.5,
                "flag",
                true,
                "list",
                List.of("x", 1L),
                "map",
                Map.of("k", "v"));
        String plain = "{{ text }}|{{number}}|{{ decimal }}|{{ flag }}|{{ list }}|{{ map }}";
        String expected = "a \"quoted\" <b>|3|2.5|true|[\"x\",1]|{\"k\":\"v\"}";

        assertThat(compile(plain)).isInstanceOf(PlainTemplate.class);
        assertThat(render(plain, values)).isEqualTo(expected);
        assertThat(render("{% if true %}{% endif %}" + plain, values)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 7 * 7 }}",
                "{{ secret }}",
                "{% for x in range(9) %}x{% endfor %}",
                "{% raw %}",
                "{# gone #}",
                "{% include 'a' %}",
                "}}",
                "{{",
                "\\{{ x }}",
                "${7*7} #{7*7}"
            })
    void neverEvaluatesOrChangesAValue(String hostile) {
        Map<String, Object> values = Map.of("x", hostile, "secret", "hidden", "list", List.of(hostile));

        assertThat(render("<{{ x }}>", values)).isEqualTo("<" + hostile + ">");
        assertThat(render("<{{ x | trim }}>", values)).isEqualTo("<" + hostile.strip() + ">");
        assertThat(render("{% for y in list %}{{ y }}{% endfor %}", values)).isEqualTo(hostile);
        assertThat(render("{% set z = x %}{{ z }}", values)).isEqualTo(hostile);
        assertThat(render("{% set z = x ~ x %}{{ z }}", values)).isEqualTo(hostile + hostile);
        assertThat(render("{{ list | join(',') }}", values)).isEqualTo(hostile);
        assertThat(render("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x) }}", values))
                .isEqualTo(hostile);
        assertThat(render("{% if x %}{{ x }}{% endif %}", values)).isEqualTo(hostile);
        assertThat(render("{% set z %}{{ x }}{% endset %}{{ z }}", values)).isEqualTo(hostile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ missing }}",
                "a {{ missing | upper }}",
                "{% if missing %}x{% endif %}",
                "{% for x in missing %}x{% endfor %}",
                "{{ map.missing }}",
                "{% if map.missing %}x{% endif %}"
            })
    void failsOnANameWithoutAValue(String text) {
        Map<String, Object> values = Map.of("map", Map.of("k", "v"), "name", "n");

        assertThatThrownBy(() -> render(text, values))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("step.prompt");
    }

    @Test
    void failsOnNullButForWhereADefaultIsGiven() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("x", null);

        assertThatThrownBy(() -> render("{{ x }}", values)).hasMessageContaining("`x` is null");
        assertThatThrownBy(() -> render("{{ x | upper }}", values)).hasMessageContaining("`x` is null");
        assertThat(render("{{ x | default('none') }}", values)).isEqualTo("none");
        assertThat(render("{{ y | default('none') }}", values)).isEqualTo("none");
        assertThat(render("{% if x is defined %}yes{% else %}no{% endif %}", values))
                .isEqualTo("no");
        assertThat(render("{% if x is defined and x %}yes{% else %}no{% endif %}", values))
                .isEqualTo("no");
    }

    @Test
    void rendersWhatPromptsNeed() {
        Map<String, Object> values = Map.of(
                "items",
                List.of(Map.of("q", "one", "a", "1"), Map.of("q", "two", "a", "2")),
                "n",
                2L,
                "text",
                " Mixed Case ");

        assertThat(render("""
                        Tasks:
                        {% for item in items %}
                        {{ loop.index }}. {{ item.q }} -> {{ item["a"] }}
                        {% endfor %}
                        End
                        """, values)).isEqualTo("Tasks:\n1. one -> 1\n2. two -> 2\nEnd\n");
        assertThat(render("{{ text | trim | lower }}", values)).isEqualTo("mixed case");
        assertThat(render("{% if n > 1 %}many{% elif n == 1 %}one{% else %}none{% endif %}", values))
                .isEqualTo("many");
        assertThat(render("{{ items | length }} {{ n + 1 }} {{ items[0].q }}", values))
                .isEqualTo("2 3 one");
        assertThat(render("{{ items[0] | tojson }}", values)).contains("\"q\":\"one\"");
        assertThat(render("{{ 'a' if n == 2 else 'b' }}", values)).isEqualTo("a");
        assertThat(render("{% for k, v in items[0].items() %}{{ k }}={{ v }};{% endfor %}", values))
                .contains("q=one;");
        assertThat(render("{% raw %}{{ kept }}{% endraw %}", values)).isEqualTo("{{ kept }}");
        assertThat(render("{{ ['a', 'b'] | join('-') }}", values)).isEqualTo("a-b");
        assertThat(render(
                        "{% set ns = namespace(c=0) %}{% for i in items %}{% set ns.c = ns.c + 1 %}{% endfor %}{{ ns.c }}",
                        values))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ x.getClass() }}",
                "{{ ''.getClass().forName('java.lang.Runtime') }}",
                "{{ x.toUpperCase() }}",
                "{{ x.class }}",
                "{{ list.getClass() }}",
                "{{ list.clear() }}",
                "{{ list.append('x') }}",
                "{{ map.put('a', 'b') }}",
                "{{ map.getClass().getName() }}",
                "{{ ____int3rpr3t3r____.getConfig() }}",
                "{{ ____int3rpr3t3r____ }}",
                "{% include '/etc/passwd' %}",
                "{% import '/etc/passwd' as p %}",
                "{% from '/etc/passwd' import p %}",
                "{% extends '/etc/passwd' %}",
                "{{ x | render }}",
                "{{ x | random }}",
                "{{ x | log }}",
                "{{ unixtimestamp() }}",
                "{{ today() }}",
                "{% for a in range(2000) %}{% for b in range(2000) %}{% for c in range(2000) %}{% set z = c %}{% endfor %}{% endfor %}{% endfor %}",
                "{% set a = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}"
                        + "{% for i in range(30) %}{% set a = a ~ a %}{% endfor %}{{ a }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
            })
    void keepsToItsSandbox(String text) {
        Map<String, Object> values = Map.of("x", "value", "list", List.of("a"), "map", Map.of("k", "v"));

        assertThatThrownBy(() -> render(text, values))
                .isInstanceOfAny(TemplateException.class, InvalidSourceException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{{ a }} {{ b }} {{ a }}#a b",
                "{% for x in items %}{{ x.name }}{{ loop.index }}{{ other }}{% endfor %}#items other",
                "{% for k, v in m.items() %}{{ k }}{{ v }}{% endfor %}#m",
                "{% set y = z %}{{ y }}#z",
                "{{ a | default(b) | replace('x', c) }}#a b c",
                "{{ a.b.c }}{{ d['e'] }}{{ f[g] }}#a d f g",
                "{% if a is defined and not b %}{{ c }}{% elif d %}{% else %}{{ e }}{% endif %}#a b c d e",
                "{{ range(n) | join(sep) }}#n sep",
                "{% macro m(p, q='x') %}{{ p }}{{ q }}{{ r }}{% endmacro %}{{ m(s) }}#r s",
                "{% raw %}{{ a }}{% endraw %}{{ true }}{{ none is none }}{{ 'text' }}{{ 3 }}#''",
                "{{ 'x' if a else b }}#a b",
                "{{ {'k': a, 'l': [b, c]} }}#a b c",
                "{{ format('x', y=z) }}#''"
            })
    void knowsTheNamesItReadsFromOutside(String text, String names) {
        if (text.contains("format(")) {
            assertThat(faults(text)).isNotEmpty();
            return;
        }
        assertThat(String.join(" ", compile(text).variables().stream().sorted().toList()))
                .isEqualTo(names);
    }

    @Test
    void locatesWhatIsWrong() {
        assertThat(faults("one\ntwo {{ a + }}")).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.message()).contains("`a +`").contains("ends too early");
        });
        assertThat(faults("{{ a | uper }}")).singleElement().satisfies(fault -> {
            assertThat(fault.column()).isEqualTo(8);
            assertThat(fault.message()).contains("no filter `uper`").contains("did you mean `upper`?");
        });
        assertThat(faults("x\n{% if a %}\ny")).isNotEmpty();
        assertThat(faults("{% fro x in y %}{% endfor %}")).isNotEmpty();
        assertThat(faults("{{ a ")).isNotEmpty();
        assertThat(faults("{% include 'x' %}"))
                .anySatisfy(
                        fault -> assertThat(fault.message()).contains("include").contains("cannot be used"));
        assertThat(faults("{{ rnage(3) }}").getFirst().message()).contains("did you mean `range`?");
        assertThat(faults("{{ a.b | upper | lowr }} {{ b | uper }}")).hasSize(2);
    }

    @Test
    void findsThePlaceOfAVariable() {
        assertThat(JinjaTemplate.placeOf("name: {{ name }}", "name")).isEqualTo(new JinjaTemplate.Place(1, 10));
        assertThat(JinjaTemplate.placeOf("a\n{{ x.name }} {% if name %}", "name"))
                .isEqualTo(new JinjaTemplate.Place(2, 20));
    }

    @Test
    void isSafeForManyThreads() {
        Template template = compile("{% for x in items %}{{ x }},{% endfor %}{{ n }}");
        List<String> results = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> template.render(Map.of("items", List.of(i, i + 1), "n", i)))
                .toList();

        assertThat(results)
                .isEqualTo(IntStream.range(0, 400)
                        .mapToObj(i -> i + "," + (i + 1) + "," + i)
                        .toList());
    }

    @Test
    void keepsWhiteSpaceAtTheEnd() {
        assertThat(render("{{ x }}\n", Map.of("x", "a"))).isEqualTo("a\n");
        assertThat(render("{{ x | upper }}\n", Map.of("x", "a"))).isEqualTo("A\n");
        assertThat(render("  {{ x | upper }}  \n\n", Map.of("x", "a"))).isEqualTo("  A  \n\n");
    }

    @Test
    void rendersPlainTemplatesAsTheEngineDoes() {
        List<String> pieces = Arrays.asList("text ", "{{ a }}", "\n", "{{b}}", " } ", "{ ", "%}", "é😀", "{{ list }}");
        Map<String, Object> values = Map.of("a", "A", "b", 4.0, "list", new ArrayList<>(List.of(1L, "z")));
        for (int i = 0; i < 500; i++) {
            java.util.random.RandomGenerator random = new dev.seedbed.api.Draw(i).random();
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 8; j++) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            Template template = compile(text.toString());
            String expected = JinjaProgram.compile(text.toString()).render(values);
            assertThat(template.render(values)).as(text.toString()).isEqualTo(expected);
        }
    }
}
