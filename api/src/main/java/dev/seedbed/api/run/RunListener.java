package dev.seedbed.api.run;

/// Is told what happens in a run, while it happens.
///
/// ```java
/// RunOptions options = RunOptions.defaults().listening(event -> {
///     if (event instanceof RunEvent.CallFailed failed) {
///         System.err.println(failed.call().step() + ": " + failed.remedy());
///     }
/// });
/// ```
///
/// **Threads.** Many at once, those that make the calls: a listener that is slow makes the run slow. **Order.**
/// Events of one call come in order; those of different threads may pass each other on the way, so
/// [RunEvent#at] has the last word. [RunEvent.Began] comes first and [RunEvent.Ended] last. **Failure.** One
/// that throws is told nothing more; the run goes on.
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);

    /// Whether it wants to be told at this moment. Where nobody does, events are not even made.
    default boolean isListening() {
        return true;
    }
}
