package dev.seedbed.recipes.internal;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.curate.privacy.ScrubStep;
import java.util.Optional;

/// The parameter `scrub` of recipes whose source are documents, and the step that it puts in front of what looks at
/// them first: personal data of others is neither sent to a model nor kept in the journal or the rows.
///
/// ```java
/// DocumentScrub.of(building, "text").ifPresent(steps::add);    // behind the source, before the first question
/// ```
///
/// All kinds are masked, as `[EMAIL]`; surrogates, keys and kinds to leave out are the step `scrub`'s.
public final class DocumentScrub {
    public static final Parameter<Boolean> SCRUB = Parameter.flag(
                    "scrub",
                    "Whether personal data and secrets in the documents are masked, as `[EMAIL]`, before a model sees them."
                            + " For other kinds or actions, say `false` and put a step `scrub` in front.")
            .defaultsTo(true);

    private DocumentScrub() {}

    /// The step, called `NAME/scrub`, if the pipeline does not decline it.
    public static Optional<SampleStep> of(Building building, String column) {
        return building.settings().get(SCRUB)
                ? Optional.of(ScrubStep.masking(building.name() + "/scrub", column))
                : Optional.empty();
    }
}
