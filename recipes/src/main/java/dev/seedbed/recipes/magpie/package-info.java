/// Magpie: instructions out of nothing but the header of a user's turn.
@NullMarked
package dev.seedbed.recipes.magpie;

import org.jspecify.annotations.NullMarked;
