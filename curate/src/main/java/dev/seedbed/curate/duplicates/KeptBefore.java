package dev.seedbed.curate.duplicates;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearIndex;
import dev.seedbed.text.near.NearSettings;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The rows that `dedup --index` kept, with which rows of a pipeline are compared, too.
///
/// It is read and never added to: a run is replayed, and would find its own rows there.
///
/// @param folder of the index; empty for none
record KeptBefore(Optional<Path> folder) {
    static final KeptBefore NOTHING = new KeptBefore(Optional.empty());

    /// What is wrong with it, to be said of the setting; empty if nothing is.
    Optional<String> problem(NearSettings settings) {
        return folder.flatMap(given -> problem(given, settings));
    }

    private static Optional<String> problem(Path folder, NearSettings settings) {
        if (!Files.isRegularFile(NearIndex.fileIn(folder))) {
            return Optional.of("is '" + folder + "', but there is no index in it; `seedbed dedup --near ... --index "
                    + folder + "` makes one");
        }
        try {
            NearIndex.mustFit(folder, settings);
            return unfinished(folder).map(words -> "is '" + folder + "', but " + words);
        } catch (SeedbedException | IllegalArgumentException | UncheckedIOException e) {
            return Optional.of("is '" + folder + "', but " + e.getMessage());
        }
    }

    private static Optional<String> unfinished(Path folder) {
        return UnfinishedRun.read(folder)
                .filter(run -> !run.isOver())
                .map(_ -> "a run of `seedbed dedup` adds to it, or died while it did, so that it has rows that may not"
                        + " stay; wait for its end, or give that command again");
    }

    /// An index for the rows of a pipeline.
    NearIndex index(NearSettings settings, CommonShingles common) {
        try {
            return folder.map(given -> copied(given, settings, common))
                    .orElseGet(() -> NearIndex.temporary(settings, common));
        } catch (IllegalArgumentException e) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw NearEvidence.unusable(e);
        }
    }

    private static NearIndex copied(Path folder, NearSettings settings, CommonShingles common) {
        NearIndex copy = NearIndex.startingWith(folder, settings, common);
        // A run that begins leaves its mark before it adds anything; so none did before all was copied.
        Optional<String> unfinished = unfinished(folder);
        if (unfinished.isPresent()) {
            copy.close();
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "the index '" + folder + "' cannot be compared with: " + unfinished.get() + ".");
        }
        return copy;
    }
}
