/// Evol-Instruct and its kin: instructions made harder, or others like them, by being rewritten.
@NullMarked
package dev.seedbed.recipes.evolve;

import org.jspecify.annotations.NullMarked;
