/// Heuristic filters for text of the web and of models, as named profiles. `FilterProfile` is the door.
@NullMarked
package dev.seedbed.text.filter;

import org.jspecify.annotations.NullMarked;
