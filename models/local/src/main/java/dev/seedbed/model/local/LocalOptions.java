package dev.seedbed.model.local;

import java.util.OptionalInt;

/// How a local model runs. None of it changes what a good answer is, so none is part of an endpoint's identity.
///
/// @param slots how many replies are made at once
/// @param context the tokens of prompt and reply together that each slot holds
/// @param threads the threads that compute, empty for one per idle core
record LocalOptions(int slots, int context, OptionalInt threads) {}
