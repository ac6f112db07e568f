/// The journal of every answered call, in SQLite.
@NullMarked
package dev.seedbed.store;

import org.jspecify.annotations.NullMarked;
