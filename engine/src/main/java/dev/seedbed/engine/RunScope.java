package dev.seedbed.engine;

/// What all parts of a run share.
///
/// @param room how many candidates may be between their beginning and their place in the data set
/// @param busy how many of those may have anything to do but wait for others
record RunScope(long seed, int room, long busy, Crew crew, StopSignal stopSignal, CallDesk desk) {}
