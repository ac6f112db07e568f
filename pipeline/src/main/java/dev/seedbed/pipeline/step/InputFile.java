package dev.seedbed.pipeline.step;

import java.nio.file.Path;

/// One file of a `load` step.
///
/// @param path where it is
/// @param shown what messages call it
/// @param relative the path below the folder or glob it was found by, with slashes; the file name if it was
///     named
/// @param format how it is read
record InputFile(Path path, String shown, String relative, FileFormat format) {}
