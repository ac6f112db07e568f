/// Gates that look at the language and the scripts of rows.
@NullMarked
package dev.seedbed.curate.language;

import org.jspecify.annotations.NullMarked;
