/// The endpoint that benchmarks and soaks run against, as a process of its own, and the floor they are held to.
@NullMarked
package dev.seedbed.testkit.benchmark;

import org.jspecify.annotations.NullMarked;
