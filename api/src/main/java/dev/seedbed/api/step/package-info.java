/// The kinds of step, what a step may do with a sample, and how a step is registered.
@NullMarked
package dev.seedbed.api.step;

import org.jspecify.annotations.NullMarked;
