@NullMarked
package dev.seedbed.corpus;

import org.jspecify.annotations.NullMarked;
