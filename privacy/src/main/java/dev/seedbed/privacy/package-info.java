/// Personal data and secrets in text: found in one pass, masked, hashed, or replaced consistently.
@NullMarked
package dev.seedbed.privacy;

import org.jspecify.annotations.NullMarked;
