@NullMarked
package dev.seedbed.curate.agreement;

import org.jspecify.annotations.NullMarked;
