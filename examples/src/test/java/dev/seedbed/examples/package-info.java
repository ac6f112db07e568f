@NullMarked
package dev.seedbed.examples;

import org.jspecify.annotations.NullMarked;
