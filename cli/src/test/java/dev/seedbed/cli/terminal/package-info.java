@NullMarked
package dev.seedbed.cli.terminal;

import org.jspecify.annotations.NullMarked;
