@NullMarked
package dev.seedbed.text.contamination;

import org.jspecify.annotations.NullMarked;
