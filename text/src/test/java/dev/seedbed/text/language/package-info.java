@NullMarked
package dev.seedbed.text.language;

import org.jspecify.annotations.NullMarked;
