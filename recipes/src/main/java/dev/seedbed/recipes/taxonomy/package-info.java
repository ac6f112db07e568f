/// Data grown from a tree of what there is to know: disciplines, topics, or a taxonomy of skills and knowledge.
@NullMarked
package dev.seedbed.recipes.taxonomy;

import org.jspecify.annotations.NullMarked;
