/// The columns that gates look at.
@NullMarked
package dev.seedbed.curate.column;

import org.jspecify.annotations.NullMarked;
