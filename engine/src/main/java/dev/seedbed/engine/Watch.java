package dev.seedbed.engine;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunEvent.Condition;
import dev.seedbed.api.run.RunListener;
import dev.seedbed.api.run.RunSummary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Tells the listeners of a run what happens. Where nobody listens, no event is made. Thread-safe.
final class Watch {
    private static final System.Logger LOGGER = System.getLogger("dev.seedbed");

    /// What an endpoint calls its model is handed on only if it can be nothing but a name.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,127}");

    private final List<RunListener> listeners;
    private final Set<RunListener> broken = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    Watch(List<RunListener> listeners, Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /// Tells an event, if anybody wants to know.
    ///
    /// @param event makes it, given the time
    void tell(Function<Instant, RunEvent> event) {
        if (listeners.stream().noneMatch(RunListener::isListening)) {
            return;
        }
        RunEvent made = event.apply(clock.instant());
        for (RunListener listener : listeners) {
            try {
                if (!broken.contains(listener) && listener.isListening()) {
                    listener.on(made);
                }
            } catch (RuntimeException e) {
                if (broken.add(listener)) {
                    LOGGER.log(System.Logger.Level.WARNING, "a listener of the run broke; it is told nothing more", e);
                }
            }
        }
    }

    void ended(RunSummary summary) {
        tell(at -> new RunEvent.Ended(
                at,
                summary.pipeline(),
                summary.end(),
                summary.total(),
                summary.calls(),
                summary.tokens(),
                summary.spent(),
                Duration.between(summary.started(), summary.ended())));
    }

    void called(RunEvent.Call call, JournalledCall journalled, boolean isReused) {
        tell(at -> switch (journalled.result()) {
            case JournalledCall.Answered(var reply) ->
                new RunEvent.CallAnswered(
                        at,
                        call,
                        journalled.tries(),
                        isReused,
                        reply.finish(),
                        reply.model().filter(name -> NAME.matcher(name).matches()),
                        reply.usage(),
                        journalled.cost(),
                        journalled.took());
            case JournalledCall.Failed failed ->
                new RunEvent.CallFailed(
                        at,
                        call,
                        journalled.tries(),
                        isReused,
                        failed.status() == 0 ? OptionalInt.empty() : OptionalInt.of(failed.status()),
                        journalled.took());
        });
    }

    void retried(RunEvent.Call call, int tries, CallFailedException failure, Duration took) {
        tell(at -> new RunEvent.CallRetried(at, call, tries, failure.remedy(), failure.status(), took));
    }

    void changed(ModelBinding model, Condition condition, int mostOpen, double perSecond) {
        tell(at -> new RunEvent.EndpointChanged(at, model.alias(), model.provider(), condition, mostOpen, perSecond));
    }

    void braked(String model, String share) {
        tell(at -> new RunEvent.Braked(at, model, share));
    }
}
