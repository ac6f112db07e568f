@NullMarked
package dev.seedbed.text.filter;

import org.jspecify.annotations.NullMarked;
