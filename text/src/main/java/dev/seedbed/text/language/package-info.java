/// The language of a text and the scripts in it: pure kernels over letters, without dependencies.
@NullMarked
package dev.seedbed.text.language;

import org.jspecify.annotations.NullMarked;
