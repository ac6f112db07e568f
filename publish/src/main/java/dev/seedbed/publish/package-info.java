/// Data-set files, card, manifest and report.
@NullMarked
package dev.seedbed.publish;

import org.jspecify.annotations.NullMarked;
