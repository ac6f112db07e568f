package dev.seedbed.curate.agreement;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.LinkedHashSet;
import java.util.List;

/// What an alternative annotator test looks at.
///
/// @param judge the judge's label
/// @param humans the label of each person, three or more columns
/// @param areNumbers whether labels are as good as they are near, or right or wrong
/// @param epsilon how much worse than a person the judge may be for what it saves: 0.2 where people are experts, 0.15
///     where they are skilled, 0.1 where they are a crowd (section 3.3 of the paper)
public record AltTestColumns(String judge, List<String> humans, boolean areNumbers, double epsilon) {
    private static final int FEWEST = 3;

    /// @throws SeedbedException if there are fewer than three people, one twice, or epsilon is out of range
    public AltTestColumns {
        humans = List.copyOf(humans);
        if (new LinkedHashSet<>(humans).size() < Math.max(FEWEST, humans.size())) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the columns of people are " + String.join(", ", humans) + ", but it takes " + FEWEST
                            + " or more different ones");
        }
        if (!(epsilon >= 0 && epsilon < 1)) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "epsilon is " + epsilon + ", but must be from 0 to less than 1");
        }
    }
}
