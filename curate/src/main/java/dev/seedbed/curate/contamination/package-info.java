/// Test items of benchmarks in rows: the gate, the files of items, and the catalogue of benchmarks.
@NullMarked
package dev.seedbed.curate.contamination;

import org.jspecify.annotations.NullMarked;
