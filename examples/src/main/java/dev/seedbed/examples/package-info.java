/// The example pipelines, in YAML and in Java.
@NullMarked
package dev.seedbed.examples;

import org.jspecify.annotations.NullMarked;
