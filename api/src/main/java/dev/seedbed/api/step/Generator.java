package dev.seedbed.api.step;

/// Asks models, and adds what they say to the sample, or makes new samples of it.
public non-sealed interface Generator extends SampleStep {}
