package dev.seedbed.model.local;

/// Told how the fetching of a model file goes, so that a person can be: nothing is fetched unannounced. Called
/// from the thread that fetches.
public interface PullListener {
    /// Hears nothing.
    PullListener SILENT = new PullListener() {};

    /// A source is about to be asked for a model.
    ///
    /// @param bytes the size of the model file
    default void begins(KnownModel model, ModelSource source, long bytes) {}

    /// Some of it has come. Not every source can say so.
    default void progress(KnownModel model, long bytes, long ofBytes) {}

    /// A source did not give it; the next one is tried.
    default void failed(KnownModel model, ModelSource source, String reason) {}

    /// It is in the cache, and checked.
    default void ends(KnownModel model, ModelFile file) {}
}
