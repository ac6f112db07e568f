/// Models in this process on ONNX Runtime: one that turns texts into vectors, and those that label them.
@NullMarked
package dev.seedbed.model.embedding;

import org.jspecify.annotations.NullMarked;
