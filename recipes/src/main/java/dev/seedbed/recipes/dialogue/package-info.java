/// Conversations of two parties, each spoken by a model.
@NullMarked
package dev.seedbed.recipes.dialogue;

import org.jspecify.annotations.NullMarked;
