/// Recipes that make preference pairs: what is better and what is worse for the same prompt.
@NullMarked
package dev.seedbed.recipes.preference;

import org.jspecify.annotations.NullMarked;
