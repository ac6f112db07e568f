/// The text kernels, measured by JMH.
@NullMarked
package dev.seedbed.benchmarks;

import org.jspecify.annotations.NullMarked;
