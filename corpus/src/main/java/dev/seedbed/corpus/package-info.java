/// One way through files of any size: [dev.seedbed.corpus.Corpus] reads rows, has them looked at on all cores
/// and decided about in order, and writes what stays and what goes.
@NullMarked
package dev.seedbed.corpus;

import org.jspecify.annotations.NullMarked;
