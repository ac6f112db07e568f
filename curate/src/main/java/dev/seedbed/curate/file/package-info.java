/// Gates that look at what rows are about, and at coarse words in them.
@NullMarked
package dev.seedbed.curate.file;

import org.jspecify.annotations.NullMarked;
