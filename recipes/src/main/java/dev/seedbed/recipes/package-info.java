/// Recipes of the literature.
@NullMarked
package dev.seedbed.recipes;

import org.jspecify.annotations.NullMarked;
