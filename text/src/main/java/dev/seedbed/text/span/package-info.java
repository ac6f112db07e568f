/// Runs of words that stand in an earlier text already. `SpanIndex` is the door.
@NullMarked
package dev.seedbed.text.span;

import org.jspecify.annotations.NullMarked;
