package dev.seedbed.recipes.evolve;

import dev.seedbed.curate.judge.Verdict;
import dev.seedbed.curate.judge.VerdictForm;
import java.util.regex.Pattern;

/// What the analyser writes about evolved instructions. All of it is feedback for the optimiser; whether a method is
/// kept is decided by counting failures and by nothing that is said here. Where an instruction holds such headings
/// itself, only what stands behind a signed one counts.
record Analysis() implements VerdictForm<String> {
    private static final Pattern HEADING =
            Pattern.compile("#{2,}\\s*(?:PASSED|FAILED)\\b|\\bFAILED\\s*-\\s*Reason", Pattern.CASE_INSENSITIVE);

    @Override
    public boolean mayBeIn(String text) {
        return HEADING.matcher(text).find();
    }

    @Override
    public String form() {
        return "### FAILED - Reason:";
    }

    @Override
    public String form(String signature) {
        return "### " + signature + " FAILED - Reason:";
    }

    @Override
    public Verdict<String> read(String reply, String marker) {
        String own = VerdictForm.ownWords(reply, marker);
        return own.isEmpty()
                ? Verdict.unscored("empty-reply", "the analysis only repeats what it was shown")
                : Verdict.given(own, "");
    }

    @Override
    public Verdict<String> readSigned(String reply, String marker) {
        String own = VerdictForm.ownWords(reply, marker);
        int start = own.indexOf("### " + marker);
        return start < 0
                ? Verdict.unscored(
                        "unsigned-verdict",
                        "an instruction holds a heading of an analysis, so the analysis must have `" + form(marker)
                                + "`")
                : Verdict.given(own.substring(start).replace("### " + marker, "###"), "");
    }
}
