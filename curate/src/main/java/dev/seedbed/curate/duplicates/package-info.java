/// Near duplicates out of a pipeline's rows.
@NullMarked
package dev.seedbed.curate.duplicates;

import org.jspecify.annotations.NullMarked;
