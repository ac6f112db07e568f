@NullMarked
package dev.seedbed.engine;

import org.jspecify.annotations.NullMarked;
