/// Instructions asked for directly, with their answers.
@NullMarked
package dev.seedbed.recipes.direct;

import org.jspecify.annotations.NullMarked;
