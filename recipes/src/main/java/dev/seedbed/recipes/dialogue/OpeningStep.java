package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the user's first message of a question: as it is, with more detail, or joined with a material.
///
/// @param detail asks for more detail, if some get it
/// @param share how many do
/// @param joins one of which, drawn by chance, joins `question` and `material`; none if empty
record OpeningStep(String name, String sector, Optional<Question> detail, double share, List<Template> joins)
        implements Generator {
    static final String EXPANDED = "expanded";

    static OpeningStep plain(String name, String sector) {
        return new OpeningStep(name, sector, Optional.empty(), 0, List.of());
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Data data = sample.data().with("sector", sector);
        String question = data.text("question");
        if (!joins.isEmpty()) {
            Template join = joins.get(work.random(0).nextInt(joins.size()));
            String joined = join.render(Map.of("question", question, "material", data.text("material")));
            return Outcome.passed(sample.with(data.with("opening", joined)));
        }
        if (detail.isEmpty()) {
            return Outcome.passed(sample.with(data.with("opening", question)));
        }
        if (work.random(0).nextDouble() >= share) {
            return Outcome.passed(sample.with(data.with(EXPANDED, false).with("opening", question)));
        }
        Question asks = detail.get();
        return switch (asks.put(work, asks.ask(sample, Map.of("question", question)), Reading.text())) {
            case Reading.Found<String> found ->
                Outcome.passed(sample.with(data.with(EXPANDED, true).with("opening", found.value())));
            case Reading.Unusable<String> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        List<String> added = new ArrayList<>(List.of("sector", "opening"));
        if (detail.isPresent()) {
            added.add(EXPANDED);
        }
        return before.plus(added);
    }
}
