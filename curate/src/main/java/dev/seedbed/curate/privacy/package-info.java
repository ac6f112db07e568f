/// Steps that reject rows with personal data, or replace it.
@NullMarked
package dev.seedbed.curate.privacy;

import org.jspecify.annotations.NullMarked;
