/// The shape of the whole code, checked.
@NullMarked
package dev.seedbed.architecture;

import org.jspecify.annotations.NullMarked;
