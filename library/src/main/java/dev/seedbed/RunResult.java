package dev.seedbed;

import dev.seedbed.api.run.HumanPrice;
import dev.seedbed.api.run.PersonalDataCounts;
import dev.seedbed.api.run.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a run came to.
///
/// @param written the data set and the files made of it
/// @param defect what broke, if the run ended by a defect
/// @param notes what is worth knowing and no reason to end, such as a log that could not be written
/// @param compareWith the human work whose price per row the run's is held against, if the pipeline names one
/// @param personalData how much personal data the rows hold, unless the pipeline says that it is not looked for
public record RunResult(
        RunSummary summary,
        RunDirectory directory,
        List<Path> written,
        List<String> notes,
        Optional<Throwable> defect,
        Optional<HumanPrice> compareWith,
        Optional<PersonalDataCounts> personalData) {
    public RunResult {
        written = List.copyOf(written);
        notes = List.copyOf(notes);
    }
}
