/// Seedbed as a library: everything wired together.
@NullMarked
package dev.seedbed;

import org.jspecify.annotations.NullMarked;
