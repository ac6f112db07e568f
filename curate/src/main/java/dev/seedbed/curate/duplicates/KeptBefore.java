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
    /// Beside an index while a run of `dedup` adds to it.
    private static final String UNFINISHED = "unfinished-run";

    static final KeptBefore NOTHING = new KeptBefore(Optional.empty());

    /// What is wrong with it, to be said of the setting; empty if nothing is.
    Optional<String> problem() {
        return folder.flatMap(given -> {
            if (!Files.isRegularFile(NearIndex.fileIn(given))) {
                return Optional.of("is '" + given + "', but there is no index in it; `seedbed dedup --near ... --index "
                        + given + "` makes one");
            }
            if (Files.exists(given.resolve(UNFINISHED))) {
                return Optional.of(
                        "is '" + given + "', but a run of `seedbed dedup` with it has not come to its end, so that"
                                + " it has rows that may not stay; give that command again");
            }
            return Optional.empty();
        });
    }

    /// An index for the rows of a pipeline.
    NearIndex index(NearSettings settings, CommonShingles common) {
        try {
            return folder.map(given -> NearIndex.startingWith(given, settings, common))
                    .orElseGet(() -> NearIndex.temporary(settings, common));
        } catch (IllegalArgumentException e) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw NearEvidence.unusable(e);
        }
    }
}
