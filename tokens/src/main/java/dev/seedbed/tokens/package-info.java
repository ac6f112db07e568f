/// Token counts where an endpoint gives none.
@NullMarked
package dev.seedbed.tokens;

import org.jspecify.annotations.NullMarked;
