/// Near duplicates: words, shingles, MinHash, and an index of what was kept. `NearIndex` is the door.
@NullMarked
package dev.seedbed.text.near;

import org.jspecify.annotations.NullMarked;
