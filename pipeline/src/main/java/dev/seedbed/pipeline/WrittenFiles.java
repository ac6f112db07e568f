package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.step.StepType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Finds steps that would write over a file that a step reads: the next run would read what this one wrote, and what
/// was there before would be gone.
final class WrittenFiles {
    private WrittenFiles() {}

    /// @param inputs all files that the pipeline reads
    static List<Problem> problems(StepType type, StepBuilding building, Collection<Path> inputs) {
        StepBuilding again = building.again();
        for (Parameter<?> parameter : type.parameters()) {
            if (parameter.kind() instanceof Kind.FilePath path && !path.mustExist()) {
                written(building, parameter)
                        .filter(file -> inputs.stream().anyMatch(input -> same(file, input)))
                        .ifPresent(file -> again.problem(
                                parameter,
                                "is '" + file
                                        + "', which this pipeline reads and would write over; name another file"));
            }
        }
        return again.problems();
    }

    private static Optional<Path> written(StepBuilding building, Parameter<?> parameter) {
        return building.settings().find(parameter).map(Path.class::cast);
    }

    private static boolean same(Path one, Path other) {
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isSameFile(one, other);
            }
        } catch (IOException e) {
            // Then the names decide.
        }
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
}
