package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Draw;
import dev.seedbed.api.setting.InvalidPipelineException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static PipelineSpec spec() {
        return Pipeline.named("helpful-sft")
                .seed(42)
                .deadline(Duration.ofSeconds(90))
                .model("writer", "scripted", model -> model.set("model", "tiny").set("concurrency", 4))
                .budget(budget -> budget.set("money", "2 USD").set("time", Duration.ofMinutes(30)))
                .target(20)
                .step("load", Path.of("samples.jsonl"))
                .step("generate", step -> step.set("model", "writer").set("prompt", "Say:\n{{ instruction }}\n"))
                .filter("refusal", Map.of("length", Map.of("maximum", 100, "minimum", 5)))
                .step("exact-duplicates")
                .output("jsonl")
                .output("sft-messages", output -> output.set("prompt", "instruction"))
                .spec();
    }

    @Test
    void saysTheSameAsTheYaml() {
        String yaml = """
                name: helpful-sft
                seed: 42
                deadline: 90s
                budget:
                  money: 2 USD
                  time: 30m
                target: 20
                models:
                  writer:
                    provider: scripted
                    model: tiny
                    concurrency: 4
                steps:
                  - load: samples.jsonl
                  - generate:
                      model: writer
                      prompt: |
                        Say:
                        {{ instruction }}
                  - filter:
                      - refusal
                      - length:
                          maximum: 100
                          minimum: 5
                  - exact-duplicates
                outputs:
                  - jsonl
                  - sft-messages:
                      prompt: instruction
                """;

        assertThat(spec().toYaml()).isEqualTo(yaml);
        assertThat(PipelineReader.read(yaml, "x.yaml", Path.of("")).root().value())
                .isEqualTo(spec().root().value());
    }

    @Test
    void namesTheLineOfJavaThatIsWrong() {
        PipelineSpec wrong = Pipeline.named("wrong")
                .directory(Path.of("src/test/resources/wrong"))
                .step("load", "samples.jsonl")
                .step("length", step -> step.set("minumum", 3))
                .spec();

        assertThatThrownBy(() -> new Binder(TestCatalogue.catalogue(), Map.of()).bind(wrong))
                .isInstanceOf(InvalidPipelineException.class)
                .message()
                .matches(
                        "(?s).*PipelineTest\\.java:\\d+: `minumum` is no setting of `length`; did you mean `minimum`\\?.*");
    }

    @Test
    void refusesWhatYamlCannotSay() {
        assertThatThrownBy(() -> Pipeline.named("wrong").set("seed", new Object()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesYamlThatReadsBackToTheSameValues() {
        for (int i = 0; i < 2_000; i++) {
            RandomGenerator random = new Draw(i).random();
            Map<String, @Nullable Object> map = map(random, 0);
            map.put("steps", List.of("load"));
            Raw.Fields root = (Raw.Fields) JavaValues.raw(map, JavaValues.caller());
            String yaml = YamlText.of(root);

            assertThat(PipelineReader.read(yaml, "case-" + i, Path.of(""))
                            .root()
                            .value())
                    .as("case %s:\n%s", i, yaml)
                    .isEqualTo(root.value());
        }
    }

    private static final List<String> TEXTS = Arrays.asList(
            "",
            " ",
            "a",
            "null",
            "true",
            "yes",
            "No",
            "~",
            "12",
            "1.5",
            "1e3",
            "0x1F",
            "0o7",
            "-",
            "- a",
            "a: b",
            "a #b",
            "#",
            "{{ x }}",
            "[a]",
            "'",
            "\"",
            "\\",
            "\n",
            "a\nb",
            "a\nb\n",
            "a\n\n",
            "\na",
            " a\nb",
            "a \nb",
            "a\n  b\n\n c",
            "a\tb",
            "tab\t\nx",
            "é",
            "日本",
            "😀",
            "\u0000",
            "\u0007",
            "\u0085x",
            "\u2028",
            "\uFEFF",
            "%a",
            "@a",
            "`a`",
            "!a",
            "&a",
            "*a",
            "|",
            ">",
            "?",
            "a:",
            ":a",
            ".inf",
            ".5",
            "5.",
            "+1",
            "2M",
            "2 USD",
            "10e",
            "1_000",
            "--- a",
            "...",
            "---\na",
            "\r\n",
            "a\rb",
            "<<",
            "=",
            "2020-01-01",
            "a\n \nb",
            "\n\n",
            "x\n   ");

    private static Map<String, @Nullable Object> map(RandomGenerator random, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            map.put(TEXTS.get(random.nextInt(TEXTS.size())), value(random, depth + 1));
        }
        return map;
    }

    private static @Nullable Object value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 4 ? 7 : 11)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextInt(100) / 8.0;
            case 4 -> new BigDecimal("1E-7").doubleValue();
            case 5 -> random.nextDouble() * 1e300;
            case 6, 7 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 8 -> TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
            case 9 -> map(random, depth);
            default -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth + 1));
                }
                yield items;
            }
        };
    }
}
