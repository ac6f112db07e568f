/// Orca: answers that explain themselves, drawn out of a teacher by system messages.
@NullMarked
package dev.seedbed.recipes.orca;

import org.jspecify.annotations.NullMarked;
