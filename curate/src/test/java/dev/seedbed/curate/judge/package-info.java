/// Tests of the judges.
@NullMarked
package dev.seedbed.curate.judge;

import org.jspecify.annotations.NullMarked;
