package dev.seedbed.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Money;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reckoned by hand from published prices of a million tokens.
class PriceTest {
    /// OpenAI's page "Pricing" on 2026-08-31: GPT-5 mini 0.25, cached 0.025, output 2; a batch is half the
    /// price.
    private static final Price GPT_5_MINI =
            price("0.25", "2").withCachedInput(new BigDecimal("0.025")).withBatchShare(new BigDecimal("0.5"));

    private static Price price(String input, String output) {
        return new Price(new BigDecimal(input), new BigDecimal(output), "USD");
    }

    private static Money usd(String amount) {
        return new Money(new BigDecimal(amount), "USD");
    }

    @Test
    void chargesInputAndOutput() {
        // 1,234 x 0.25 + 567 x 2 = 308.5 + 1,134 = 1,442.5 millionths
        assertThat(GPT_5_MINI.of(new Usage(1_234, 567, false))).isEqualTo(usd("0.0014425"));
    }

    @Test
    void chargesCachedInputAtItsOwnPriceAndThoughtAsOutput() {
        // 976 x 0.25 + 1,024 x 0.025 + 800 x 2 = 244 + 25.6 + 1,600 = 1,869.6 millionths, whatever of the 800 was
        // thought
        assertThat(GPT_5_MINI.of(new Usage(2_000, 800, 1_024, 600, false))).isEqualTo(usd("0.0018696"));
        assertThat(GPT_5_MINI.of(new Usage(2_000, 800, 1_024, 0, false))).isEqualTo(usd("0.0018696"));
    }

    @Test
    void chargesABatchAtItsShareCachedInputToo() {
        assertThat(GPT_5_MINI.inBatch().of(new Usage(2_000, 800, 1_024, 600, false)))
                .isEqualTo(usd("0.0009348"));
        assertThat(price("3", "15").inBatch()).as("no share is given").isEqualTo(price("3", "15"));
    }

    @Test
    void chargesCachedInputAsInputWhereItHasNoPrice() {
        assertThat(price("3", "15").of(new Usage(1_000, 10, 900, 0, false))).isEqualTo(usd("0.00315"));
    }

    @Test
    void doesNotTrustAnEndpointThatCountsMoreCachedThanThereIs() {
        assertThat(GPT_5_MINI.of(new Usage(100, 0, 500, 0, false))).isEqualTo(usd("0.0000025"));
    }

    @Test
    void staysExactOverManyCalls() {
        Price price = price("0.1", "0.3");
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < 1_000_000; i++) {
            sum = sum.add(price.of(new Usage(1, 1, false)).amount());
        }
        assertThat(sum).isEqualByComparingTo("0.4");
    }

    @Test
    void isNeverAboveThePriceOfTheSameCallWithNothingCached() {
        Money most = GPT_5_MINI.of(new Usage(4_096, 1_024, false));
        for (long cached = 0; cached <= 4_096; cached += 64) {
            assertThat(GPT_5_MINI.of(new Usage(4_096, 1_024, cached, 0, false)).amount())
                    .isLessThanOrEqualTo(most.amount());
        }
    }

    @Test
    void refusesPricesThatCannotBe() {
        assertThatThrownBy(() -> price("-1", "2")).hasMessage("the price of input is -1, but must be 0 or more");
        assertThatThrownBy(() -> price("1", "2").withCachedInput(new BigDecimal("1.5")))
                .hasMessage("the price of cached input is 1.5, but must not be above that of input, 1");
        assertThatThrownBy(() -> price("1", "2").withBatchShare(BigDecimal.ZERO))
                .hasMessage("the share of a batch is 0, but must be above 0 and 1 at most");
    }

    @Test
    void saysWhatCountedTheTokensOfSeveralCalls() {
        Usage own = new Usage(1, 1, false);
        Usage counted = new Usage(1, 1, 0, 0, Optional.of("o200k_base"));
        Usage estimated = new Usage(1, 1, true);
        assertThat(own.plus(own).estimated()).isFalse();
        assertThat(own.plus(counted).plus(own).countedBy()).contains("o200k_base");
        assertThat(counted.plus(estimated).plus(counted).countedBy()).contains("an estimate, o200k_base");
    }
}
