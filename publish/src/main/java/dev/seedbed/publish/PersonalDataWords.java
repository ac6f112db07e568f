package dev.seedbed.publish;

import dev.seedbed.api.run.PersonalDataCounts;

/// What card and report say about personal data: how much, and never what.
final class PersonalDataWords {
    static final String WHAT_TO_DO = "The step `scrub` masks what it finds, and the gate `personal-data` rejects such"
            + " rows and says where in them it is.";

    private PersonalDataWords() {}

    static String of(PersonalDataCounts counts) {
        String finds = counts.isClean()
                ? "Nothing was found in "
                : "Found in " + Figures.number(counts.rowsWithFinds()) + " of ";
        return finds + Figures.number(counts.rows()) + (counts.rows() == 1 ? " row" : " rows")
                + ", of what was looked for by its form: " + String.join(", ", counts.kinds())
                + ". No tool finds all, and some finds are none: surrogates that the step `scrub` put there count, too.";
    }
}
