/// Pure text kernels: similarity, normalisation, defects of generated text.
@NullMarked
package dev.seedbed.text;

import org.jspecify.annotations.NullMarked;
