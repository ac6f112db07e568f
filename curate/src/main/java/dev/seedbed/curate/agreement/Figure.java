package dev.seedbed.curate.agreement;

/// A measured number with its interval, or the reason why there is none.
///
/// ```java
/// switch (calibration.kappa()) {
///     case Figure.Known known -> known.value();      // between known.low() and known.high()
///     case Figure.Unknown unknown -> unknown.why();  // a sentence for people
/// }
/// ```
public sealed interface Figure {
    /// @param low the lower end of the confidence interval
    /// @param high the upper end; both finite
    record Known(double value, double low, double high) implements Figure {}

    /// @param why what is missing, as a sentence without its full stop
    record Unknown(String why) implements Figure {}
}
