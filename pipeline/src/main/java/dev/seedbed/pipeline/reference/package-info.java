/// What a catalogue says about itself: the JSON Schema of pipelines and the reference pages.
@NullMarked
package dev.seedbed.pipeline.reference;

import org.jspecify.annotations.NullMarked;
