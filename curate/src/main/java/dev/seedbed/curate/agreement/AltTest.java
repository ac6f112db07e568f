package dev.seedbed.curate.agreement;

import java.util.List;

/// What an alternative annotator test found.
///
/// @param people each person that was tested
/// @param winningRate the share of them that the judge beats
/// @param advantage how often the judge is at least as near to the others as the person left out, on average
/// @param passes whether the winning rate is 0.5 or more
/// @param alphaOfHumans Krippendorff's alpha among the people, without the judge
/// @param unscored rows without a verdict, which are left out
/// @param notes what a person should know before believing the figures
public record AltTest(
        List<Person> people,
        double winningRate,
        double advantage,
        boolean passes,
        Figure alphaOfHumans,
        long unscored,
        List<String> notes) {
    public AltTest {
        people = List.copyOf(people);
        notes = List.copyOf(notes);
    }

    /// @param column whose labels
    /// @param rows on which the person was compared with the judge
    /// @param judge how often the judge is at least as near to the others as this person
    /// @param person how often this person is at least as near to the others as the judge
    /// @param pValue of the person being better by epsilon or more
    /// @param beaten whether that is rejected, at a false discovery rate of 0.05
    public record Person(String column, long rows, double judge, double person, double pValue, boolean beaten) {}
}
