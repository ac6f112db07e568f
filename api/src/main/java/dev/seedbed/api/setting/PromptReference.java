package dev.seedbed.api.setting;

/// Which prompt a call was made with.
///
/// @param id such as `magpie.response`, or `<step>.<parameter>` for one written in a pipeline
/// @param version of the text, from 1; 0 for one written in a pipeline
/// @param sha256 of the template's text, 64 hexadecimal digits
public record PromptReference(String id, int version, String sha256) {}
