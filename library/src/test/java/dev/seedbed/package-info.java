@NullMarked
package dev.seedbed;

import org.jspecify.annotations.NullMarked;
