/// What the tests of the recipes run them with.
@NullMarked
package dev.seedbed.recipes.harness;

import org.jspecify.annotations.NullMarked;
