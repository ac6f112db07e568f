/// What people write into settings to be worked out for each sample: templates and expressions.
@NullMarked
package dev.seedbed.pipeline.expression;

import org.jspecify.annotations.NullMarked;
