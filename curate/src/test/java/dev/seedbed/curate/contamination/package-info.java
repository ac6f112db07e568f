/// Tests of decontamination.
@NullMarked
package dev.seedbed.curate.contamination;

import org.jspecify.annotations.NullMarked;
