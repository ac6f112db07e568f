/// Whether a text holds a test item: verbatim, edited or rephrased.
@NullMarked
package dev.seedbed.text.contamination;

import org.jspecify.annotations.NullMarked;
