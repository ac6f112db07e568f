/// A model in this process that turns texts into vectors.
@NullMarked
package dev.seedbed.model.embedding;

import org.jspecify.annotations.NullMarked;
