/// Models as judges: scores, preferences and rankings with their reasons, and the grammar of verdicts.
@NullMarked
package dev.seedbed.curate.judge;

import org.jspecify.annotations.NullMarked;
