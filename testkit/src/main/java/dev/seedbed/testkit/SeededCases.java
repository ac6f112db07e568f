package dev.seedbed.testkit;

import dev.seedbed.api.Draw;
import dev.seedbed.api.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Inputs for property tests, the same in every run.
///
/// ```java
/// SeededCases.check(42, 1_000, cases -> {
///     String text = cases.text(40);
///     assertThat(Json.parse(Json.write(text))).isEqualTo(text);
/// });
/// ```
///
/// A failing case says its seed and number; `SeededCases.only(42, 17, ...)` runs it alone. One thread each.
public final class SeededCases {
    private static final String[] HOSTILE = {
        "",
        " ",
        "\u0000",
        "\n",
        "\r\n",
        "\t",
        "\"",
        "\\",
        "'",
        "`",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "${x}",
        "<|im_end|>",
        "</s>",
        "<b>&amp;",
        "=1+1",
        "--",
        ";",
        "%s",
        "\u00e9",
        "e\u0301",
        "\u00df",
        "\u0130",
        "\u2028",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ufffd",
        "\ud83d\ude00",
        "\ud83d\udc69\u200d\ud83d\udcbb",
        "\u4e2d\u6587",
        "\u0627\u0644",
        "\u0e01",
        "null",
        "NaN",
        "-0",
        "1e309",
        "../",
        "[]",
        "data: [DONE]"
    };

    private final RandomGenerator random;

    private SeededCases(long seed, int number) {
        random = new Draw(Hash.of("case", Long.toString(seed), Integer.toString(number))
                        .high())
                .random();
    }

    /// What must hold for every case.
    @FunctionalInterface
    public interface Property {
        void holds(SeededCases cases) throws Exception;
    }

    /// Tries cases 0 to `count - 1`.
    ///
    /// @throws AssertionError for the first case that fails, naming it
    public static void check(long seed, int count, Property property) {
        for (int number = 0; number < count; number++) {
            only(seed, number, property);
        }
    }

    /// Tries one case.
    public static void only(long seed, int number, Property property) {
        try {
            property.holds(new SeededCases(seed, number));
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "case " + number + " of seed " + seed + " fails (alone: SeededCases.only(" + seed + ", " + number
                            + ", ...)): " + e.getMessage(),
                    e);
        }
    }

    /// A whole number in a range, ends included; the ends come more often than the rest.
    public int integer(int minimum, int maximum) {
        return switch (random.nextInt(10)) {
            case 0 -> minimum;
            case 1 -> maximum;
            default -> (int) random.nextLong(minimum, maximum + 1L);
        };
    }

    /// A number in a range, the lower end included.
    public double decimal(double minimum, double maximum) {
        return random.nextInt(10) == 0 ? minimum : random.nextDouble(minimum, maximum);
    }

    public boolean flag() {
        return random.nextBoolean();
    }

    /// A lower-case word of 1 to 8 letters from a small alphabet, so that words come again.
    public String word() {
        StringBuilder word = new StringBuilder();
        for (int i = integer(1, 8); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(5)));
        }
        return word.toString();
    }

    /// A well-formed text of at most so many UTF-16 units, in which quotes, controls, templates, combining
    /// marks, emoji, other scripts and words stand side by side.
    public String text(int longest) {
        StringBuilder text = new StringBuilder();
        for (int parts = integer(0, Math.max(1, longest / 3)); parts > 0; parts--) {
            String part = flag() ? choice(HOSTILE) : word();
            if (text.length() + part.length() <= longest) {
                text.append(part);
            }
        }
        return text.toString();
    }

    /// One of these.
    @SafeVarargs
    public final <T> T choice(T... values) {
        return values[random.nextInt(values.length)];
    }

    /// One of these.
    public <T> T choice(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /// From 0 to `longest` items.
    public <T> List<T> list(int longest, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int i = integer(0, longest); i > 0; i--) {
            items.add(item.get());
        }
        return items;
    }

    /// The generator itself, for what is not offered here.
    public RandomGenerator random() {
        return random;
    }
}
