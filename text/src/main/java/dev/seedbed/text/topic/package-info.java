/// What a text is about, and how it speaks, by lists of words: pure kernels.
@NullMarked
package dev.seedbed.text.topic;

import org.jspecify.annotations.NullMarked;
