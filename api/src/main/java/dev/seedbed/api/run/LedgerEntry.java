package dev.seedbed.api.run;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.SampleId;
import java.util.List;
import java.util.Map;

/// One sample's line in the ledger.
///
/// @param candidate the number of the candidate it is or descends from
/// @param sample its id
/// @param parents its parents' ids
/// @param children the samples it became
/// @param fate what became of it
/// @param step where that was decided; empty if it was accepted
/// @param reason the code of the rejection or failure; empty otherwise
/// @param explanation one sentence; empty if there is nothing to explain
/// @param evidence of the rejection or failure
/// @param scores it was given
/// @param data its columns when its fate was decided; empty for a consumed sample
/// @param calls the journal keys of the calls made for it, in order
/// @param cost of those calls, when first made
public record LedgerEntry(
        long candidate,
        SampleId sample,
        List<SampleId> parents,
        List<SampleId> children,
        Fate fate,
        String step,
        String reason,
        String explanation,
        Data evidence,
        Map<String, Double> scores,
        Data data,
        List<Hash> calls,
        Money cost) {}
