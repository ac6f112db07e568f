@NullMarked
package dev.seedbed.telemetry;

import org.jspecify.annotations.NullMarked;
