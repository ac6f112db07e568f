package dev.seedbed.engine;

/// What all parts of a run share.
///
/// @param room how many candidates may be on their way
record RunScope(long seed, int room, Crew crew, StopSignal stopSignal, CallDesk desk) {}
