/// GGUF models on this machine, in a child process.
@NullMarked
package dev.seedbed.model.local;

import org.jspecify.annotations.NullMarked;
