/// The general steps: what any job needs that follows no recipe.
@NullMarked
package dev.seedbed.pipeline.step;

import org.jspecify.annotations.NullMarked;
