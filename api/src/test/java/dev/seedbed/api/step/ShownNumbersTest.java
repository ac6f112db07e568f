package dev.seedbed.api.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownNumbersTest {
    @Test
    void keepsSixDigitsAndAllOfWholeAndLargeNumbers() {
        assertThat(ShownNumbers.rounded(0.1 + 0.2)).isEqualTo(0.3);
        assertThat(ShownNumbers.rounded(1.0 / 3)).isEqualTo(0.333333);
        assertThat(ShownNumbers.rounded(-123.456789)).isEqualTo(-123.457);
        assertThat(ShownNumbers.rounded(1e-9 / 3)).isEqualTo(3.33333e-10);
        assertThat(ShownNumbers.rounded(123_456_789.25)).isEqualTo(123_456_789.25);
        assertThat(ShownNumbers.rounded(7)).isEqualTo(7);
        assertThat(ShownNumbers.rounded(Double.NaN)).isNaN();
        assertThat(ShownNumbers.rounded(Double.NEGATIVE_INFINITY)).isInfinite();
    }

    @Test
    void roundsTheEvidenceOfARejectionHoweverDeep() {
        Data evidence = Data.of("value", 2.0 / 3)
                .with("rows", List.of(Map.of("similarity", 0.70000000001), "text", 5L))
                .with("nothing", null);

        assertThat(new Rejection("too-similar", "", evidence).evidence())
                .isEqualTo(Data.of("value", 0.666667)
                        .with("rows", List.of(Map.of("similarity", 0.7), "text", 5L))
                        .with("nothing", null));
        assertThat(new Measured("answer", "a-rule", 2.0 / 3, "at least 1", false).value())
                .isEqualTo(0.666667);
    }
}
