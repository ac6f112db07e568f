package dev.seedbed.api.model;

import dev.seedbed.api.Money;
import java.math.BigDecimal;

/// What a model costs.
///
/// @param inputPerMillion for a million input tokens
/// @param outputPerMillion for a million output tokens
/// @param currency ISO 4217
public record Price(BigDecimal inputPerMillion, BigDecimal outputPerMillion, String currency) {
    /// A model on this machine.
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO, "USD");

    /// What a call of so many tokens costs, exactly.
    public Money of(Usage usage) {
        BigDecimal sum = inputPerMillion
                .multiply(BigDecimal.valueOf(usage.input()))
                .add(outputPerMillion.multiply(BigDecimal.valueOf(usage.output())));
        return new Money(sum.movePointLeft(6), currency);
    }
}
