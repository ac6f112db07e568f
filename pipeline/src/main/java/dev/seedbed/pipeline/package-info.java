/// The pipeline language: YAML, templates, expressions, general steps.
@NullMarked
package dev.seedbed.pipeline;

import org.jspecify.annotations.NullMarked;
