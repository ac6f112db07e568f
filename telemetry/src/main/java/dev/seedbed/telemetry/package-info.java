/// What happens in a run, as spans and metrics of OpenTelemetry, for whoever asks for them.
@NullMarked
package dev.seedbed.telemetry;

import org.jspecify.annotations.NullMarked;
