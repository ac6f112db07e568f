@NullMarked
package dev.seedbed.text.near;

import org.jspecify.annotations.NullMarked;
