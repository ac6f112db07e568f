package dev.seedbed.text.near;

/// When two texts are near duplicates.
///
/// ```java
/// NearSettings.defaults().withThreshold(0.7)
/// ```
///
/// @param threshold the least Jaccard similarity of their sets of shingles, from 0.25 to 1
/// @param shingle how many words make a shingle
public record NearSettings(double threshold, int shingle) {
    public NearSettings {
        Bands.forThreshold(threshold);
        if (shingle < 1 || shingle > 100) {
            throw new IllegalArgumentException("a shingle has " + shingle + " words, but must have 1 to 100");
        }
    }

    /// A similarity of 0.8 over shingles of five words.
    public static NearSettings defaults() {
        return new NearSettings(0.8, 5);
    }

    /// These with another threshold.
    public NearSettings withThreshold(double threshold) {
        return new NearSettings(threshold, shingle);
    }

    /// These with shingles of so many words.
    public NearSettings withShingle(int shingle) {
        return new NearSettings(threshold, shingle);
    }

    Bands bands() {
        return Bands.forThreshold(threshold);
    }
}
