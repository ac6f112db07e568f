/// Gates and collectors that keep the good rows.
@NullMarked
package dev.seedbed.curate;

import org.jspecify.annotations.NullMarked;
