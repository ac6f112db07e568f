@NullMarked
package dev.seedbed.text.span;

import org.jspecify.annotations.NullMarked;
