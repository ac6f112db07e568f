/// What people and machines see of a run while it goes on.
@NullMarked
package dev.seedbed.cli.terminal;

import org.jspecify.annotations.NullMarked;
