package dev.seedbed.api.model;

import dev.seedbed.api.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// What a model costs.
///
/// ```java
/// Price price = new Price(new BigDecimal("0.25"), new BigDecimal("2"), "USD")
///         .withCachedInput(new BigDecimal("0.025"));
/// price.of(new Usage(2_000_000, 1_000_000, 1_000_000, 0, false));      // 2.275 USD
/// ```
///
/// Amounts are exact. Input that the endpoint read from its cache is charged at its own price, where there is
/// one, and as input else; what a model thought is output and charged as such.
///
/// @param inputPerMillion for a million input tokens
/// @param outputPerMillion for a million output tokens, those of thinking among them
/// @param cachedInputPerMillion for a million of those input tokens that came from the endpoint's cache; never
///     more than `inputPerMillion`, so that a call with nothing cached is the dearest
/// @param batchShare what a call in a batch costs, as a share of what it costs by itself: from 0 (not included)
///     to 1
/// @param currency ISO 4217
/// @param origin where it was looked up; empty for a price that the pipeline says
public record Price(
        BigDecimal inputPerMillion,
        BigDecimal outputPerMillion,
        Optional<BigDecimal> cachedInputPerMillion,
        Optional<BigDecimal> batchShare,
        String currency,
        Optional<Origin> origin) {
    /// A model on this machine.
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO, "USD");

    /// Where a price was looked up.
    ///
    /// @param source the title of the page
    /// @param date when it said so
    public record Origin(String source, LocalDate date) {}

    /// @throws IllegalArgumentException if an amount is below 0, cached input dearer than other input, or the
    ///     share of a batch not above 0 and up to 1
    public Price {
        refuseNegative(inputPerMillion, "input");
        refuseNegative(outputPerMillion, "output");
        if (cachedInputPerMillion.isPresent()) {
            BigDecimal cached = cachedInputPerMillion.get();
            refuseNegative(cached, "cached input");
            if (cached.compareTo(inputPerMillion) > 0) {
                throw new IllegalArgumentException("the price of cached input is " + cached.toPlainString()
                        + ", but must not be above that of input, " + inputPerMillion.toPlainString());
            }
        }
        if (batchShare.isPresent()
                && (batchShare.get().signum() <= 0 || batchShare.get().compareTo(BigDecimal.ONE) > 0)) {
            throw new IllegalArgumentException("the share of a batch is "
                    + batchShare.get().toPlainString() + ", but must be above 0 and 1 at most");
        }
    }

    /// Nothing cached is cheaper, nor anything in a batch.
    public Price(BigDecimal inputPerMillion, BigDecimal outputPerMillion, String currency) {
        this(inputPerMillion, outputPerMillion, Optional.empty(), Optional.empty(), currency, Optional.empty());
    }

    private static void refuseNegative(BigDecimal amount, String what) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(
                    "the price of " + what + " is " + amount.toPlainString() + ", but must be 0 or more");
        }
    }

    public Price withCachedInput(BigDecimal perMillion) {
        return new Price(inputPerMillion, outputPerMillion, Optional.of(perMillion), batchShare, currency, origin);
    }

    public Price withBatchShare(BigDecimal share) {
        return new Price(
                inputPerMillion, outputPerMillion, cachedInputPerMillion, Optional.of(share), currency, origin);
    }

    public Price withOrigin(Origin newOrigin) {
        return new Price(
                inputPerMillion, outputPerMillion, cachedInputPerMillion, batchShare, currency, Optional.of(newOrigin));
    }

    /// What a call in a batch costs: everything by the share of a batch, or as ever where there is none.
    public Price inBatch() {
        BigDecimal share = batchShare.orElse(BigDecimal.ONE);
        return new Price(
                inputPerMillion.multiply(share),
                outputPerMillion.multiply(share),
                cachedInputPerMillion.map(share::multiply),
                Optional.empty(),
                currency,
                origin);
    }

    /// What a call of so many tokens costs, exactly.
    public Money of(Usage usage) {
        long cached = Math.min(usage.cachedInput(), usage.input());
        BigDecimal sum = inputPerMillion
                .multiply(BigDecimal.valueOf(usage.input() - cached))
                .add(cachedInputPerMillion.orElse(inputPerMillion).multiply(BigDecimal.valueOf(cached)))
                .add(outputPerMillion.multiply(BigDecimal.valueOf(usage.output())));
        return new Money(sum.movePointLeft(6), currency);
    }

    /// Whether every call is free.
    public boolean isFree() {
        return inputPerMillion.signum() == 0 && outputPerMillion.signum() == 0;
    }
}
