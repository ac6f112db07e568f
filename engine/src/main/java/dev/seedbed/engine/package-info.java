/// Runs a pipeline: order, calls, budget, ledger.
@NullMarked
package dev.seedbed.engine;

import org.jspecify.annotations.NullMarked;
