/// Texts in files that settings name.
@NullMarked
package dev.seedbed.curate.file;

import org.jspecify.annotations.NullMarked;
