/// What the recipes share and nobody else needs.
@NullMarked
package dev.seedbed.recipes.internal;

import org.jspecify.annotations.NullMarked;
