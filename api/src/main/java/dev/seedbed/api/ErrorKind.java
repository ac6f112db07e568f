package dev.seedbed.api;

/// Who must act on an error, and the exit code that says so.
public enum ErrorKind {
    /// A defect of ours.
    DEFECT(1),
    /// The pipeline, the call or an input is wrong.
    WRONG_INPUT(2),
    /// An endpoint, the key or the disk is unusable, or the run is in use.
    UNUSABLE(5),
    /// A check or verification found something.
    FOUND(6);

    private final int exitCode;

    ErrorKind(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
