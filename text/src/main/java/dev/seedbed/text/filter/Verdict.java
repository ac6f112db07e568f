package dev.seedbed.text.filter;

import java.util.List;
import java.util.Optional;

/// What a profile says about one text.
///
/// @param profile the profile's name
/// @param measurements of [FilterWorker#explain], one for each rule in the profile's order; of
///     [FilterWorker#judge], only the one that failed
/// @param failed the first rule that the text broke
/// @param cleaned the text without the lines that the profile drops, if it drops lines, the text passed and is not
///     the same as before
public record Verdict(
        String profile, List<Measurement> measurements, Optional<Measurement> failed, Optional<String> cleaned) {
    public Verdict {
        measurements = List.copyOf(measurements);
    }

    public boolean passed() {
        return failed.isEmpty();
    }
}
