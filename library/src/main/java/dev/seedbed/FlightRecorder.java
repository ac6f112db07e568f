package dev.seedbed;

import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunListener;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// The events of a run in Java's own flight recorder, beside those of the collector, the locks and the sockets:
///
/// ```
/// SEEDBED_JAVA_OPTIONS=-XX:StartFlightRecording=filename=run.jfr seedbed run pipeline.yaml
/// jfr print --events dev.seedbed.Call run.jfr
/// ```
///
/// They hold figures and names only. Nothing is made as long as nobody records. Thread-safe.
final class FlightRecorder implements RunListener {
    private static final String MILLIONTHS = "In millionths of the currency";

    @Name("dev.seedbed.Run")
    @Label("Run")
    @Category("Seedbed")
    @Description("A run began, was told to stop, or ended")
    @StackTrace(false)
    static final class RunRecord extends Event {
        @Label("Pipeline")
        String pipeline = "";

        @Label("State")
        @Description("began, stopping, ended or braked")
        String state = "";

        @Label("End")
        @Description("How it ends: done, out-of-budget, unusable...")
        String end = "";

        @Label("Rows accepted")
        long accepted;

        @Label("Calls made")
        long callsMade;

        @Label("Calls reused")
        long callsReused;

        @Label("Model")
        @Description("Whose calls fail too often, if it was braked")
        String model = "";
    }

    @Name("dev.seedbed.Call")
    @Label("Model Call")
    @Category("Seedbed")
    @Description("A question was answered, failed for good, or is tried again")
    @StackTrace(false)
    static final class CallRecord extends Event {
        @Label("Model")
        String model = "";

        @Label("Provider")
        String provider = "";

        @Label("Step")
        String step = "";

        @Label("Sample")
        String sample = "";

        @Label("Candidate")
        long candidate;

        @Label("Outcome")
        @Description("answered, failed or retried")
        String outcome = "";

        @Label("Tries")
        int tries;

        @Label("Reused")
        @Description("Whether the answer was in the journal")
        boolean reused;

        @Label("Status")
        @Description("The HTTP status of a failure; 0 if there was none")
        int status;

        @Label("Input Tokens")
        long inputTokens;

        @Label("Output Tokens")
        long outputTokens;

        @Label("Cost")
        @Description(MILLIONTHS)
        double costMillionths;

        @Label("Currency")
        String currency = "";

        @Label("Took")
        @Description("The last try")
        @Timespan(Timespan.NANOSECONDS)
        long took;
    }

    @Name("dev.seedbed.Endpoint")
    @Label("Endpoint Condition")
    @Category("Seedbed")
    @Description("An endpoint takes calls otherwise than before")
    @StackTrace(false)
    static final class EndpointRecord extends Event {
        @Label("Model")
        String model = "";

        @Label("Provider")
        String provider = "";

        @Label("Condition")
        @Description("recovered, slowed, refused or silent")
        String condition = "";

        @Label("Most Open")
        int mostOpen;

        @Label("Per Second")
        double perSecond;
    }

    /// All three are of interest together or not at all: whoever wants some asks for them by name.
    @Override
    public boolean isListening() {
        return new CallRecord().isEnabled() || new EndpointRecord().isEnabled() || new RunRecord().isEnabled();
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.Began began -> run(began.pipeline(), "began").commit();
            case RunEvent.Stopping stopping -> {
                RunRecord record = run("", "stopping");
                record.end = word(stopping.end());
                record.commit();
            }
            case RunEvent.Braked braked -> {
                RunRecord record = run("", "braked");
                record.model = braked.model();
                record.commit();
            }
            case RunEvent.Ended ended -> {
                RunRecord record = run(ended.pipeline(), "ended");
                record.end = word(ended.end());
                record.accepted = ended.fates().getOrDefault(Fate.ACCEPTED, 0L);
                record.callsMade = ended.calls().made();
                record.callsReused = ended.calls().reused();
                record.commit();
            }
            case RunEvent.CallAnswered answered -> {
                CallRecord record = call(answered.call(), "answered", answered.tries(), answered.took());
                record.reused = answered.isReused();
                record.inputTokens = answered.usage().input();
                record.outputTokens = answered.usage().output();
                record.costMillionths =
                        answered.cost().amount().movePointRight(6).doubleValue();
                record.currency = answered.cost().currency();
                record.commit();
            }
            case RunEvent.CallFailed failed -> {
                CallRecord record = call(failed.call(), "failed", failed.tries(), failed.took());
                record.reused = failed.isReused();
                record.status = status(failed.status());
                record.commit();
            }
            case RunEvent.CallRetried retried -> {
                CallRecord record = call(retried.call(), "retried", retried.tries(), retried.took());
                record.status = status(retried.status());
                record.commit();
            }
            case RunEvent.EndpointChanged changed -> {
                EndpointRecord record = new EndpointRecord();
                record.model = changed.model();
                record.provider = changed.provider();
                record.condition = word(changed.condition());
                record.mostOpen = changed.mostOpen();
                record.perSecond = changed.perSecond();
                record.commit();
            }
        }
    }

    private static RunRecord run(String pipeline, String state) {
        RunRecord record = new RunRecord();
        record.pipeline = pipeline;
        record.state = state;
        return record;
    }

    private static CallRecord call(RunEvent.Call call, String outcome, int tries, Duration took) {
        CallRecord record = new CallRecord();
        record.model = call.model();
        record.provider = call.provider();
        record.step = call.step();
        record.sample = call.sample();
        record.candidate = call.candidate();
        record.outcome = outcome;
        record.tries = tries;
        record.took = took.toNanos();
        return record;
    }

    private static int status(OptionalInt status) {
        return status.orElse(0);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
