package dev.seedbed.api;

import java.math.BigDecimal;
import java.util.Locale;

/// An amount in a currency, exact.
///
/// @param amount may be negative; compared by value, so 1.0 and 1.00 are equal after
///     [BigDecimal#stripTrailingZeros]
/// @param currency the three letters of ISO 4217, such as `USD`
public record Money(BigDecimal amount, String currency) {
    public Money {
        currency = currency.toUpperCase(Locale.ROOT);
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("'" + currency + "' is not a currency code such as USD");
        }
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /// Such as `0.0125 USD`.
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
