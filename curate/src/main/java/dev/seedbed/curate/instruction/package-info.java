/// Replies that do what their instruction asks of their form: the gate.
@NullMarked
package dev.seedbed.curate.instruction;

import org.jspecify.annotations.NullMarked;
