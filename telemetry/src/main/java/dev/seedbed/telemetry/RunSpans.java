package dev.seedbed.telemetry;

import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunSummary.End;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A span for the run, and one inside it for each call that was made. An answer from the journal is no call.
/// Thread-safe.
final class RunSpans {
    private final Tracer tracer;
    private volatile Span run = Span.getInvalid();
    private volatile Context inRun = Context.root();

    RunSpans(OpenTelemetry openTelemetry) {
        this.tracer = openTelemetry
                .tracerBuilder("dev.seedbed")
                .setSchemaUrl(Names.SCHEMA)
                .build();
    }

    /// @param around where the run takes place, if the program has a span of its own open
    void began(RunEvent.Began began, Context around) {
        SpanBuilder builder = tracer.spanBuilder("run " + began.pipeline())
                .setParent(around)
                .setStartTimestamp(began.at())
                .setAttribute(Names.PIPELINE, began.pipeline())
                .setAttribute(Names.SEED, began.seed());
        began.target().ifPresent(target -> builder.setAttribute(Names.TARGET, target));
        Span span = builder.startSpan();
        inRun = around.with(span);
        run = span;
    }

    void ended(RunEvent.Ended ended) {
        Span span = run;
        span.setAttribute(Names.END, Names.word(ended.end()));
        for (Fate fate : Fate.values()) {
            span.setAttribute("seedbed.rows." + Names.word(fate), ended.fates().getOrDefault(fate, 0L));
        }
        span.setAttribute("seedbed.calls.made", ended.calls().made());
        span.setAttribute("seedbed.calls.reused", ended.calls().reused());
        span.setAttribute("seedbed.calls.failed", ended.calls().failed());
        span.setAttribute(Names.TRIES, ended.calls().tries());
        span.setAttribute(Names.COST, ended.spent().amount().doubleValue());
        span.setAttribute(Names.CURRENCY, ended.spent().currency());
        if (isError(ended.end())) {
            span.setAttribute(Names.ERROR_TYPE, Names.word(ended.end()));
            span.setStatus(StatusCode.ERROR);
        }
        span.end(ended.at());
    }

    /// A run that was told to stop, had its rows or spent its budget did what it should.
    private static boolean isError(End end) {
        return switch (end) {
            case DEFECT, WRONG_INPUT, UNUSABLE -> true;
            case DONE, OUT_OF_BUDGET, TOO_FEW_ROWS, INTERRUPTED -> false;
        };
    }

    void answered(RunEvent.CallAnswered answered) {
        Usage usage = answered.usage();
        SpanBuilder builder = call(answered.call(), answered.at(), answered.took(), answered.tries())
                .setAttribute(Names.FINISH_REASONS, List.of(Names.finish(answered.finish())))
                .setAttribute(Names.INPUT_TOKENS, usage.input())
                .setAttribute(Names.OUTPUT_TOKENS, usage.output())
                .setAttribute(Names.COST, answered.cost().amount().doubleValue())
                .setAttribute(Names.CURRENCY, answered.cost().currency());
        answered.answeredBy().ifPresent(name -> builder.setAttribute(Names.RESPONSE_MODEL, name));
        usage.countedBy().ifPresent(name -> builder.setAttribute(Names.COUNTED_BY, name));
        if (usage.cachedInput() > 0) {
            builder.setAttribute(Names.CACHED_TOKENS, usage.cachedInput());
        }
        if (usage.reasoning() > 0) {
            builder.setAttribute(Names.REASONING_TOKENS, usage.reasoning());
        }
        builder.startSpan().end(answered.at());
    }

    void failed(RunEvent.CallFailed failed) {
        Span span = call(failed.call(), failed.at(), failed.took(), failed.tries())
                .setAttribute(Names.ERROR_TYPE, Names.errorType(failed.status()))
                .startSpan();
        span.setStatus(StatusCode.ERROR);
        span.end(failed.at());
    }

    private SpanBuilder call(RunEvent.Call call, Instant ended, Duration took, int tries) {
        String operation = Names.operation(call.operation());
        SpanBuilder builder = tracer.spanBuilder(operation + " " + (call.name().isEmpty() ? call.model() : call.name()))
                .setParent(inRun)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(ended.minus(took))
                .setAttribute(Names.OPERATION, operation)
                .setAttribute(Names.PROVIDER, Names.provider(call.provider()))
                .setAttribute(Names.MODEL, call.model())
                .setAttribute(Names.STEP, call.step())
                .setAttribute(Names.SAMPLE, call.sample())
                .setAttribute(Names.CANDIDATE, call.candidate())
                .setAttribute(Names.TRIES, (long) tries);
        return call.name().isEmpty() ? builder : builder.setAttribute(Names.REQUEST_MODEL, call.name());
    }

    void changed(RunEvent.EndpointChanged changed) {
        run.addEvent(
                "seedbed.endpoint." + Names.word(changed.condition()),
                Attributes.of(Names.MODEL, changed.model(), Names.MOST_OPEN, (long) changed.mostOpen()),
                changed.at());
    }

    void braked(RunEvent.Braked braked) {
        run.addEvent(
                "seedbed.braked", Attributes.of(Names.MODEL, braked.model(), Names.SHARE, braked.share()), braked.at());
    }

    void stopping(RunEvent.Stopping stopping) {
        run.addEvent("seedbed.stopping", Attributes.of(Names.END, Names.word(stopping.end())), stopping.at());
    }

    /// Ends the span of a run that broke off without a word. One that has ended stays as it is.
    void close() {
        run.setStatus(StatusCode.ERROR);
        run.end();
    }
}
