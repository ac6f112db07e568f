/// What a run leaves behind: the journal, the ledger, the summary, and the port of an exporter.
@NullMarked
package dev.seedbed.api.run;

import org.jspecify.annotations.NullMarked;
