package dev.seedbed.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededCasesTest {
    @Test
    void givesTheSameCasesForTheSameSeed() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        List<String> other = new ArrayList<>();
        SeededCases.check(1, 20, cases -> first.add(cases.text(30)));
        SeededCases.check(1, 20, cases -> second.add(cases.text(30)));
        SeededCases.check(2, 20, cases -> other.add(cases.text(30)));

        assertThat(second).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void namesTheCaseThatFails() {
        List<Integer> seen = new ArrayList<>();

        assertThatThrownBy(() -> SeededCases.check(9, 50, cases -> {
                    seen.add(cases.integer(0, 5));
                    assertThat(seen).hasSizeLessThan(4);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("case 3 of seed 9");
    }

    @Test
    void keepsToTheBoundsGiven() {
        SeededCases.check(3, 500, cases -> {
            assertThat(cases.integer(-2, 3)).isBetween(-2, 3);
            assertThat(cases.integer(Integer.MAX_VALUE - 1, Integer.MAX_VALUE)).isGreaterThan(1);
            assertThat(cases.decimal(0, 1)).isBetween(0.0, 1.0);
            assertThat(cases.text(17)).hasSizeLessThanOrEqualTo(17);
            assertThat(cases.list(4, cases::word)).hasSizeLessThanOrEqualTo(4);
            assertThat(cases.choice("a", "b")).isIn("a", "b");
        });
    }

    @Test
    void givesTextsThatSurviveJson() {
        SeededCases.check(4, 500, cases -> {
            String text = cases.text(80);
            assertThat(Json.parse(Json.write(text))).isEqualTo(text);
        });
    }
}
