/// Self-Instruct: new tasks from a few written by people.
@NullMarked
package dev.seedbed.recipes.selfinstruct;

import org.jspecify.annotations.NullMarked;
