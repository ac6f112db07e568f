/// The words of Seedbed: samples, their data, their ids, the draw, and the errors that people read.
@NullMarked
package dev.seedbed.api;

import org.jspecify.annotations.NullMarked;
