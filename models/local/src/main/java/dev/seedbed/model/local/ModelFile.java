package dev.seedbed.model.local;

import java.nio.file.Path;

/// A model file that is here and has been checked.
///
/// @param path where it is
/// @param size in bytes
/// @param sha256 of its content, 64 hexadecimal digits
public record ModelFile(Path path, long size, String sha256) {}
